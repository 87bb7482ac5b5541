/** What the tool never does, as servers see it: passwords in clear or to strangers, passwords in reports, more logins than allowed. */
import { X509Certificate } from 'node:crypto'
import t, { type Test } from 'tap'
import { format as json } from '../../../reports/formats/json.js'
import { format as text } from '../../../reports/formats/text.js'
import { authority } from '../../../fixtures/certificates.js'
import type { RunningServer } from '../../../fixtures/running-server.js'
import type { ScriptedFaults } from '../../../fixtures/scripted/scripted-faults.js'
import { exitStatus } from '../../../src/diagnosis/exit-status.js'
import type { Report } from '../../../src/model/report.js'
import { allGone, look, methodOutcomes, outcomes, passwordsSeen, shortLimits } from './support/look.js'

const pinOf = (server: RunningServer): string =>
  `sha256:${new X509Certificate(server.certificate).fingerprint256}`
const foreignPin = 'ab'.repeat(32)

t.test('no password into TLS that did not verify, nor in clear', async t => {
  const held: readonly (readonly [string, ScriptedFaults, Parameters<typeof look>[2]])[] = [
    ['self-signed', { serverCertificate: 'self-signed' }, {}],
    ['another name', { serverCertificate: 'wrong-name' }, {}],
    ['expired', { serverCertificate: 'expired' }, {}],
    ['an authority that nobody trusts', {}, () => ({ ca: new X509Certificate(otherAuthority).toString() })],
    ['a name that it does not bear', {}, { tlsName: 'ftp.partner.example' }],
    ['another pin', {}, { pin: foreignPin }],
    ['another pin, self-signed', { serverCertificate: 'self-signed' }, { pin: foreignPin }],
  ]
  const otherAuthority = (await look(t, { serverCertificate: 'self-signed' })).server.certificate
  for (const [title, faults, more] of held) {
    const { report, server } = await look(t, faults, more)
    t.same(passwordsSeen(server), [], title)
    t.notOk(
      server.seen.some(
        event => event.kind === 'command' && event.command === 'USER' && event.argument === server.user,
      ),
      title,
    )
    t.same(
      methodOutcomes(report),
      {
        none: ['untested needs-clear-login'],
        implicit: ['untested certificate-not-trusted'],
        'auth-tls': ['untested certificate-not-trusted'],
        'auth-ssl': ['refused auth 504'],
      },
      title,
    )
    t.match(
      report,
      {
        run: { logins: 0 },
        observations: {
          certificate: { value: { verified: false } },
          login: { reason: 'certificate-not-trusted' },
        },
      },
      title,
    )
    t.notMatch(report.verdict.status, /healthy|impaired/, title)
  }
})

t.test('the option that allows it lets the password out, and only there', async t => {
  const pinned = await look(t, { serverCertificate: 'self-signed' }, server => ({ pin: pinOf(server) }))
  t.same([...new Set(passwordsSeen(pinned.server))], ['inside TLS'])
  t.match(pinned.report.observations, { certificate: { value: { verified: true, pinned: true } } })
  t.equal(pinned.report.verdict.status, 'healthy')
  const insecure = await look(t, { serverCertificate: 'wrong-name' }, { insecure: true })
  t.same([...new Set(passwordsSeen(insecure.server))], ['inside TLS'])
  t.match(outcomes(insecure.report), {
    'auth-tls/P': 'works tls',
    'none/default': 'untested needs-clear-login',
  })
  const clear = await look(t, { serverCertificate: 'self-signed' }, { allowClearLogin: true })
  t.same([...new Set(passwordsSeen(clear.server))], ['clear'], 'clear was allowed, a stranger in TLS was not')
  const ca = (await authority()).cert
  t.ok(clear.server.ca === ca)
})

t.test(
  'a server without TLS, one that says no to AUTH, one that injects: no password without the option',
  async t => {
    const only = { policy: { mechanisms: [], implicit: false } }
    for (const [faults, started] of [
      [{}, only],
      [{ replies: [{ command: 'AUTH', reply: '530 Not now' }] }, { policy: { implicit: false } }],
      [{ clearBehindAuth: '230 Logged in\r\n' }, { policy: { implicit: false } }],
      [
        { afterAuth: { what: 'clear-text', text: '331 Password?\r\n', when: 'at-hello' } },
        { policy: { implicit: false } },
      ],
    ] as const) {
      const { report, server } = await look(t, faults, {}, started)
      t.same(passwordsSeen(server), [])
      t.equal(outcomes(report)['none/P'], 'untested needs-clear-login')
      t.match(report.run, { logins: 0, clearLoginAllowed: false })
      t.not(exitStatus(report), 0)
    }
    const { server } = await look(t, {}, { allowClearLogin: true }, only)
    t.same([...new Set(passwordsSeen(server))], ['clear'])
    t.ok(server.seen.some(event => event.kind === 'login' && event.clear && event.accepted))
  },
)

t.test('a refused first PASS is the only one', async t => {
  const { report, server } = await look(t, { loginRefused: '530 Login incorrect' }, { allowClearLogin: true })
  t.same(passwordsSeen(server), ['inside TLS'])
  t.same(methodOutcomes(report), {
    none: ['untested login-refused'],
    implicit: ['untested login-refused'],
    'auth-tls': ['refused login 530'],
    'auth-ssl': ['refused auth 504'],
  })
  t.match(report, { cause: 'login-refused', verdict: { status: 'inconclusive' }, run: { logins: 1 } })
})

t.test('a server of one session is no wrong password: every way is looked at, one after another', async t => {
  const limits: readonly (readonly [string, ScriptedFaults, number, string])[] = [
    ['421 at the greeting', { sessions: { atMost: 1, refusedAt: 'greeting' } }, 421, 'greeting'],
    ['530 at PASS', { sessions: { atMost: 1, refusedAt: 'pass' } }, 530, 'login'],
    [
      '421 at USER',
      { replies: [{ command: 'USER', skip: 1, times: 3, reply: '421 Too many' }] },
      421,
      'login',
    ],
  ]
  await Promise.all(
    limits.map(async ([title, faults, code, at]) => {
      const { report } = await look(t, faults, { allowClearLogin: true })
      t.match(
        report,
        {
          verdict: { status: 'healthy' },
          observations: {
            login: { value: { accepted: true } },
            matrix: { value: { sessionLimit: { at, reply: { code } } } },
          },
        },
        title,
      )
      t.match(
        outcomes(report),
        {
          'none/default': 'works clear',
          'implicit/P': 'works tls',
          'auth-tls/P': 'works tls',
          'auth-tls/C': 'works clear',
          'auth-ssl/P': 'refused auth 504',
        },
        title,
      )
      t.notOk(
        report.cells.some(({ status }) => status === 'untested' || status === 'fails'),
        title,
      )
      t.same(
        report.findings.filter(({ severity, id }) => severity === 'error' || id === 'login-refused'),
        [],
        title,
      )
      t.ok(
        report.findings.some(({ id }) => id === 'session-limit-reached'),
        title,
      )
      t.ok(report.run.logins <= report.run.loginBudget, title)
    }),
  )
})

t.test('the login budget holds to the login, and what it left out says so', async t => {
  for (const budget of [0, 1, 2, 3]) {
    const { report, server } = await look(t, {}, { allowClearLogin: true, loginBudget: budget })
    t.equal(passwordsSeen(server).length, budget, `${budget} allowed`)
    t.match(report.run, { logins: budget, loginBudget: budget })
    const left = report.cells.filter(({ status }) => status === 'untested')
    t.same(
      [...new Set(left.map(({ reason }) => reason))],
      ['login-budget'],
      `${budget}: why ways were left out`,
    )
    t.ok(left.length > 0)
  }
  const dying = await look(t, { passivePorts: 'refused' }, { allowClearLogin: true, loginBudget: 5 })
  t.equal(passwordsSeen(dying.server).length, 5, 'sessions that are given up take from the same budget')
  t.ok(dying.report.cells.some(({ reason }) => reason === 'login-budget'))
})

/** Every byte that leaves the house: both formats, and what `--verbose` and the progress line hear. */
async function everythingSaid(
  t: Test,
  faults: ScriptedFaults,
  password: string,
  options: object = {},
): Promise<{ readonly report: Report; readonly said: string }> {
  const heard: unknown[] = []
  const { report, server } = await look(
    t,
    faults,
    {
      allowClearLogin: true,
      only: ['auth-tls/default/EPSV', 'auth-tls/P/EPSV', 'none/default/PASV'],
      onEvent: (...event) => heard.push(event),
      onNotice: notice => heard.push(notice),
      onProgress: progress => heard.push(progress),
      ...options,
    },
    { password },
  )
  t.ok(passwordsSeen(server).length > 0, 'the server knows it')
  const said = [
    json.show(report),
    text.show(report),
    text.show(report, { unicode: false, width: 60 }),
    JSON.stringify(heard),
  ]
  return { report, said: said.join('\n') }
}

/** The password as text, as Latin-1 read bytes, as JSON has it, and in base64 at each of three offsets. */
function spellings(password: string): readonly string[] {
  const bytes = Buffer.from(password, 'utf8')
  const base64 = [0, 1, 2].map(skip => {
    const padded = Buffer.concat([Buffer.alloc(skip), bytes])
      .toString('base64')
      .replaceAll('=', '')
    return padded.slice(skip === 0 ? 0 : skip + 1, -2)
  })
  const long = base64.filter(part => part.length > 4)
  return [
    password,
    bytes.toString('latin1'),
    JSON.stringify(password).slice(1, -1),
    bytes.toString('hex'),
    ...long,
  ]
}

t.test('a canary password stands in no byte of any output, however it is echoed', async t => {
  const codes = [230, 530, 257, 150, 226, 200, 211, 229, 227]
  for (const password of ['kanari3n-2718281', 'q7~', 'pässwörd-ключ-31415'])
    for (const as of ['whole', 'two-writes', 'two-lines'] as const) {
      const { report, said } = await everythingSaid(t, { passwordEcho: { codes, as } }, password)
      for (const spelling of spellings(password)) t.notOk(said.includes(spelling), `${as}: ${spelling}`)
      t.same(report.faults, [])
      t.ok(report.run.logins > 0)
      t.equal(echoIn(report), isLong(password) ? 'found' : 'undetermined', `${as}: what is said of it`)
    }
})

const isLong = (password: string): boolean => password.length > 8

/** What the report says of `password-echoed`. */
function echoIn({ findings, undetermined }: Report): 'found' | 'undetermined' | 'absent' {
  if (findings.some(({ id }) => id === 'password-echoed')) return 'found'
  return undetermined.some(({ id }) => id === 'password-echoed') ? 'undetermined' : 'absent'
}

t.test('nor when the login is refused with it, or the server knows it before', async t => {
  const password = 'kanari3n-2718281'
  const refusal: ScriptedFaults = { loginRefused: [`530-No "${password}"`, `530 ${password}`] }
  const greeting: ScriptedFaults = { clearBehindAuth: `${password} ${password}\r\n` }
  const instead: ScriptedFaults = {
    afterAuth: { what: 'clear-text', text: `${password}\r\n`, when: 'at-hello' },
  }
  for (const faults of [refusal, greeting, instead]) {
    const { said, report } = await everythingSaid(t, faults, password)
    for (const spelling of spellings(password)) t.notOk(said.includes(spelling), spelling)
    t.equal(echoIn(report), faults === refusal ? 'found' : 'absent', 'an echo is in the reply to PASS')
  }
  const file = await everythingSaid(
    t,
    {
      listingRefused: `550 ${password}: no such folder`,
      replies: [{ command: 'FEAT', reply: ['211-Features', ` ${password}`, '211 End'] }],
    },
    password,
  )
  t.notOk(file.said.includes(password))
})

t.test('after a look no connection of ours is left at the server', async t => {
  for (const faults of [
    {},
    { passivePorts: 'refused' },
    { silentAt: 'pbsz' },
    { afterAuth: { what: 'close', when: 'at-hello' } },
  ] as const) {
    const { server } = await look(t, faults, {
      only: ['auth-tls/C/EPSV', 'auth-tls/C/EPRT'],
      limits: shortLimits,
    })
    t.ok(await allGone(server), JSON.stringify(faults))
  }
})
