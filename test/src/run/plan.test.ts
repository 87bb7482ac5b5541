// A plan is a promise: whatever a run sends and dials must stand in the plan of the same options.
import t from 'tap'
import { planLines } from '../../../reports/text/plan-page.js'
import { startServer } from '../../../fixtures/start-server.js'
import { isPlanned, type Plan } from '../../../src/model/plan.js'
import type { Report } from '../../../src/model/report.js'
import { check } from '../../../src/run/check.js'
import type { CheckOptions } from '../../../src/run/check-options.js'
import { planOf } from '../../../src/run/plan.js'
import { optionsFor } from './support/look.js'

function sentLines({ transcript }: Report): readonly string[] {
  return transcript.connections.flatMap(({ events }) =>
    events.flatMap(({ kind, text }) => (kind === 'send' && text !== undefined ? [text] : [])),
  )
}

/** Ports that control connections went to. */
function dialled({ transcript }: Report): readonly number[] {
  return transcript.connections
    .filter(({ role }) => role === 'control')
    .flatMap(({ events }) => events.filter(({ kind }) => kind === 'connect'))
    .map(({ text }) => Number(/:(\d+)$/.exec(text ?? '')?.[1]))
}

function isKept(plan: Plan, report: Report): readonly string[] {
  const { explicit, implicit } = plan.ports
  const hasData = report.transcript.connections.some(({ role }) => role === 'data')
  const planned = plan.looks.some(({ planned: { dataConnections } }) => dataConnections !== undefined)
  return [
    ...new Set(sentLines(report).filter(line => !isPlanned(plan, line))),
    ...dialled(report)
      .filter(port => port !== explicit && port !== implicit)
      .map(port => `port ${port}`),
    ...(hasData && !planned ? ['a data connection'] : []),
    ...(report.run.logins > (plan.login?.most ?? 0) ? [`${report.run.logins} logins`] : []),
    ...(!plan.listens && sentLines(report).some(line => /^(PORT|EPRT)/.test(line)) ? ['a listener'] : []),
  ]
}

const table: readonly (readonly [string, Partial<CheckOptions>])[] = [
  ['matrix/compliant', {}],
  ['matrix/compliant', { allowClearLogin: true, path: 'inbox', passiveOnly: true, loginBudget: 5 }],
  ['matrix/compliant', { login: false }],
  ['matrix/compliant', { only: ['greeting'] }],
  ['matrix/compliant', { only: ['auth-tls/P/PASV', 'auth-tls/E/*'] }],
  ['matrix/clear-only', { allowClearLogin: true }],
  ['listing/refused', { file: 'readme.txt' }],
  ['data/passive-refused', { securities: ['auth-tls'] }],
  ['data/private-protection-refused', {}],
  ['limits/one-session', { securities: ['implicit', 'auth-tls'] }],
  ['tls/auth-ssl-only', { passiveOnly: true }],
]

for (const [id, more] of table)
  t.test(`${id} ${JSON.stringify(more)}: nothing is sent or dialled that the plan does not name`, async t => {
    await using server = await startServer(id)
    const options = { ...optionsFor(server), ...more }
    const report = await check(server.host, options)
    const plan = planOf(server.host, options)
    t.same(isKept(plan, report), [])
    t.ok(sentLines(report).length > 0, 'something was sent')
    const text = planLines(plan, {}, 80).join(' ').replace(/ +/g, ' ')
    const shown = plan.looks.flatMap(({ planned }) => planned.commands)
    t.same(
      shown.filter(command => !text.includes(command)),
      [],
      'all of it is printed',
    )
  })

t.test('a plan follows the options', t => {
  const commands = (options: CheckOptions): readonly string[] =>
    planOf('ftp.partner.example', options).looks.flatMap(({ planned }) => planned.commands)
  t.match(planOf('192.0.2.1', {}), {
    resolves: false,
    ports: { explicit: 21, implicit: 990, witnesses: [65_021] },
  })
  t.match(planOf('h', { port: 2121 }), { resolves: true, ports: { implicit: 2121, witnesses: [21, 65_021] } })
  t.match(planOf('h', { user: 'edi', loginBudget: 3 }).login, {
    user: 'edi',
    usual: 3,
    most: 3,
    inClear: false,
  })
  t.equal(planOf('h', { user: 'edi', login: false }).login, undefined)
  t.equal(planOf('h', {}).login, undefined)
  t.notOk(commands({}).includes('PASS <password>'))
  t.notOk(commands({ user: 'edi', passiveOnly: true }).some(command => /^(PORT|EPRT)/.test(command)))
  t.same(
    commands({ user: 'edi', only: ['auth-tls/P/*'] }).filter(command => /^PROT [CSE]/.test(command)),
    [],
  )
  const plan = planOf('h', { user: 'edi' })
  for (const line of ['DELE x', 'STOR x', 'SITE HELP', 'LIST /etc', 'PASS', 'XPASV'])
    t.notOk(isPlanned(plan, line), line)
  t.end()
})
