/** A server that lets nobody in from some connection on, and its healthy twins. */
import t from 'tap'
import { startServer } from '../../fixtures/start-server.js'
import type { ScriptedFaults } from '../../fixtures/scripted/scripted-faults.js'
import type { Report } from '../../src/model/report.js'
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
