/** A server that lets nobody in from some connection on, and its healthy twins. */
import t from 'tap'
import { startServer } from '../../fixtures/start-server.js'
import type { ScriptedFaults } from '../../fixtures/scripted/scripted-faults.js'
import type { Report } from '../../src/model/report.js'
import type { NotOpened } from '../../src/engine/tools.js'
import type { Table } from '../../probes/matrix/look-at-way.js'
import { noteDoor } from '../../probes/matrix/turned-away.js'
import { check } from '../../src/run/check.js'
import { idleClock } from '../../src/net/idle-clock.js'
import { shortLimits } from './support/observe.js'

const id = 'later-connections-refused'

async function look(faults: ScriptedFaults): Promise<Report> {
  await using server = await startServer('matrix/compliant', { faults })
  return await check(server.host, {
    port: server.port,
    ...(server.implicitPort === undefined ? {} : { implicitPort: server.implicitPort }),
    user: server.user,
    password: server.password,
    ca: server.ca,
    limits: { ...shortLimits, pausesWhenTurnedAway: [10, 20] },
    clock: idleClock,
  })
}

const ids = (report: Report): readonly string[] => report.findings.map(finding => finding.id)

for (const atMost of [4, 5, 6])
  for (const then of ['close', { reply: '421 Not now' }] as const)
    t.test(`${atMost} connections, then ${JSON.stringify(then)}: that is the cause`, async t => {
      const report = await look({ connectionsInAll: { atMost, then } })
      t.ok(ids(report).includes(id))
      t.notOk(ids(report).includes('unknown-cause'))
      t.notOk(ids(report).includes('session-limit-reached'))
      t.match(
        report.findings.find(found => found.id === id)?.summary,
        new RegExp(`After ${atMost} connections`),
      )
    })

t.test('a generous limit is never met', async t => {
  const report = await look({ connectionsInAll: { atMost: 100, then: 'close' } })
  t.notOk(ids(report).includes(id))
  t.equal(report.verdict.status, 'healthy')
})

t.test('a limit of sessions at one time lets somebody in later', async t => {
  const report = await look({ sessions: { atMost: 1, refusedAt: 'greeting' } })
  t.ok(ids(report).includes('session-limit-reached'))
  t.notOk(ids(report).includes(id))
})

/** Which step the series stands at after these sessions, and how many it counts; somebody was logged in before. */
function seriesAfter(sessions: readonly (NotOpened | 'open')[]): unknown {
  const table = { tools: { sessions: { most: 1 } } } as unknown as Table
  for (const opened of sessions) noteDoor(table, opened)
  return table.closedDoor === undefined ? 'ended' : [table.closedDoor.at, table.closedDoor.tries]
}

t.test('a series ends with the session that comes further, let in or not', t => {
  const reply = { code: 530, text: 'Not in clear', lines: ['530 Not in clear'] }
  const evidence = [{ connection: 1, from: 1, to: 2 }]
  const hungUp: NotOpened = { is: 'fails', step: 'greeting', failure: 'early-end', evidence }
  const refusedAt = (step: 'auth' | 'login'): NotOpened => ({ is: 'refused', step, reply, evidence })
  const fullAtLogin: NotOpened = { is: 'turned-away', at: 'login', reply, evidence }
  t.same(seriesAfter([hungUp, hungUp]), ['greeting', 2])
  t.same(seriesAfter([hungUp, 'open']), 'ended')
  t.same(seriesAfter([hungUp, refusedAt('login')]), 'ended', 'greeted, and refused at USER')
  t.same(seriesAfter([hungUp, refusedAt('auth')]), 'ended', 'greeted, and refused at AUTH')
  t.same(seriesAfter([hungUp, refusedAt('login'), hungUp]), ['greeting', 1], 'another one begins')
  t.same(seriesAfter([fullAtLogin, refusedAt('login')]), ['login', 1], 'it came no further')
  t.same(seriesAfter([hungUp, { is: 'untested', reason: 'login-budget' }]), ['greeting', 1], 'not tried')
  t.end()
})
