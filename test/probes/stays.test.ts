/** A server that says 421 (RFC 959 §4.2.2: it is closing the control connection), and stays, and its twin that goes. */
import t, { type Test } from 'tap'
import type { ScriptedFaults } from '../../fixtures/scripted/scripted-faults.js'
import type { SeenEvent } from '../../fixtures/seen-log.js'
import { observe } from './support/observe.js'

const options = { only: ['auth-tls/P/*', 'auth-tls/default/*'] }
const busy = '421 Not now'

function logins(seen: readonly SeenEvent[]): number {
  return seen.filter(({ kind }) => kind === 'login').length
}

async function look(t: Test, faults: ScriptedFaults) {
  const { cells, server } = await observe(t, 'matrix', { faults, options })
  const outcome = (id: string): unknown => {
    const cell = cells.find(each => each.id === id)
    return [cell?.status, cell?.step, cell?.reply?.code]
  }
  return { outcome, logins: logins(server.seen) }
}

t.test('a set-up that gets 421 is refused, and the session is used on', async t => {
  const { logins: healthy } = await look(t, {})
  const { outcome, logins: many } = await look(t, { replies: [{ command: 'PASV', reply: busy }] })
  t.same(outcome('auth-tls/P/PASV'), ['refused', 'mode', 421])
  t.same(outcome('auth-tls/P/EPSV'), ['works', undefined, undefined])
  // One for the look at what was refused, alone, and one for the last look.
  t.ok(many <= healthy + 2, `${many} logins, ${healthy} where nothing is wrong`)
})

t.test('so is a command', async t => {
  const { logins: healthy } = await look(t, {})
  const { outcome, logins: many } = await look(t, { replies: [{ command: 'LIST', reply: busy, skip: 2 }] })
  t.same(outcome('auth-tls/P/PASV'), ['refused', 'command', 421])
  t.ok(many <= healthy + 4, `${many} logins, ${healthy} where nothing is wrong`)
})

t.test('a server that goes when it says so is asked on a session of its own', async t => {
  const { logins: healthy } = await look(t, {})
  const { outcome, logins: many } = await look(t, { passiveRange: { ports: 0, reply: busy, ends: true } })
  t.same(outcome('auth-tls/P/PASV'), ['refused', 'mode', 421])
  t.ok(many > healthy + 2, `${many} logins, ${healthy} where nothing is wrong`)
})
