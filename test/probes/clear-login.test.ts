import t, { type Test } from 'tap'
import type { RunningServer } from '../../fixtures/running-server.js'
import { hastyLimits, observe } from './support/observe.js'

const usersInClear = ({ seen }: RunningServer): readonly string[] =>
  seen.flatMap(event =>
    event.kind === 'command' && event.command === 'USER' && event.clear ? [event.argument] : [],
  )

function nothingSaidInClear(t: Test, server: RunningServer): void {
  t.same(usersInClear(server), [])
}

t.test('a server that asks for a password in clear: one made-up name, and no password', async t => {
  const { stable, server, seen } = await observe(t, 'clear-login')
  t.same(stable, { inClear: 331 })
  const users = usersInClear(server)
  t.equal(users.length, 1)
  t.notOk(users.includes(server.user))
  t.notOk(server.seen.some(event => event.kind === 'command' && event.command === 'PASS' && event.clear))
  t.ok(seen.status === 'observed' && seen.evidence.length === 1)
})

t.test(
  'refused in clear: the same name is asked inside TLS, and no password follows there either',
  async t => {
    const { value, stable, server } = await observe(t, 'clear-login', {
      started: { policy: { clearLogin: false } },
    })
    t.match(stable, { inClear: value.reply.code, insideTls: 331 })
    t.ok((value.reply.code ?? 0) >= 500)
    t.equal(value.insideTls?.security, 'auth-tls')
    const [first] = usersInClear(server)
    const asked = server.seen.flatMap(event =>
      event.kind === 'command' && event.argument === first ? [event.connection] : [],
    )
    t.equal(asked.length, 2)
    t.notOk(
      server.seen.some(
        event => event.kind === 'command' && event.command === 'PASS' && asked.includes(event.connection),
      ),
    )
  },
)

t.test('a name that is refused by its own is refused inside TLS too', async t => {
  const faults = { replies: [{ command: 'USER', reply: '530 Who?' }] }
  const { stable } = await observe(t, 'clear-login', { faults })
  t.same(stable, { inClear: 530, insideTls: 530 })
})

t.test('a user of that very name is not the one who is named in clear', async t => {
  const user = 'ftps-doctor-made-up-name'
  const { server } = await observe(t, 'clear-login', { options: { user } })
  t.notOk(usersInClear(server).includes(user))
  t.equal(usersInClear(server).length, 1)
})

t.test(
  'nothing is said in clear where nobody asked for logins or clear ways, or nothing greets in clear',
  async t => {
    for (const options of [
      { login: false },
      { securities: ['auth-tls'] as const },
      { only: ['auth-tls/*/*'] },
    ]) {
      const { seen, server } = await observe(t, 'clear-login', { options })
      t.same(seen, { status: 'untested', reason: 'not-selected' })
      nothingSaidInClear(t, server)
    }
    const { seen, server } = await observe(t, 'clear-login', { started: { policy: { explicit: false } } })
    t.same(seen, { status: 'untested', reason: 'not-offered' })
    nothingSaidInClear(t, server)
  },
)

t.test('no reply is a broken look, and ends by a deadline', async t => {
  const { seen } = await observe(t, 'clear-login', {
    faults: { silentAt: 'user' },
    options: { limits: hastyLimits },
  })
  t.match(seen, { status: 'broken', step: 'login', failure: 'timeout' })
})
