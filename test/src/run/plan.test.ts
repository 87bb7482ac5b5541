// A plan is a promise: whatever a run sends and dials must stand in the plan of the same options.
import t from 'tap'
import { planLines } from '../../../reports/text/plan-page.js'
import { startServer, type StartOptions } from '../../../fixtures/start-server.js'
import { isPlanned } from '../../../src/model/plan.js'
import { check } from '../../../src/run/check.js'
import type { CheckOptions } from '../../../src/run/check-options.js'
import { planOf } from '../../../src/run/plan.js'
import { optionsFor } from './support/look.js'
import { beyondPlan, sentLines } from './support/beyond-plan.js'

const table: readonly (readonly [string, Partial<CheckOptions>, StartOptions['faults']?])[] = [
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
  ['tls/ssl3-only', { audit: true }],
  ['matrix/compliant', { dialAdvertised: true, only: ['passive-address'] }, { passiveAddress: '127.0.0.99' }],
]

for (const [id, more, faults] of table)
  t.test(`${id} ${JSON.stringify(more)}: nothing is sent or dialled that the plan does not name`, async t => {
    await using server = await startServer(id, faults === undefined ? {} : { faults })
    const options = { ...optionsFor(server), ...more }
    const report = await check(server.host, options)
    const plan = planOf(server.host, options)
    t.same(beyondPlan(plan, report), [])
    t.ok(sentLines(report).length > 0, 'something was sent')
    const text = planLines(plan, {}, 80).join(' ').replace(/ +/g, ' ')
    const shown = plan.looks.flatMap(({ planned }) => planned.commands)
    t.same(
      shown.filter(command => !text.includes(command)),
      [],
      'all of it is printed',
    )
  })

t.test('a plan names the proxy and not its password, and nothing listens then', t => {
  const proxy = { scheme: 'socks5', host: 'p.example', port: 1080, user: 'u', password: 's3cret' } as const
  const plan = planOf('ftp.partner.example', { user: 'edi', proxy })
  t.match(plan, {
    resolves: false,
    listens: false,
    proxy: 'socks5://p.example:1080',
    ports: { witnesses: [] },
  })
  const text = planLines(plan, {}, 200).join('\n')
  t.match(text, /every connection goes through socks5:\/\/p\.example:1080/)
  t.match(text, /no name server is asked from here/)
  t.notMatch(text, /s3cret|PORT <|EPRT </)
  t.throws(() => planOf('ftp.partner.example', { proxy, family: 4 }), { message: /use --address/ })
  t.end()
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
