import t from 'tap'
import { diagnose } from '../../../src/diagnosis/diagnose.js'
import { exitStatus } from '../../../src/diagnosis/exit-status.js'
import { unknownCauseId } from '../../../src/diagnosis/judge-all.js'
import { findings } from '../../../src/findings/index.js'
import type { Finding } from '../../../src/model/finding.js'
import type { Recording, Report } from '../../../src/model/report.js'
import { deadPortsRecording } from '../findings/support/dead-ports.js'
import { healthyRecordings, refused, worksClear } from '../findings/support/healthy-servers.js'
import {
  auth,
  certificate,
  explicitPort,
  leaf,
  login,
  matrixOf,
  nothingRecorded,
  recordingOf,
  reply,
  type Facts,
} from '../findings/support/seen-builder.js'

const judged = (facts: Facts): Report => diagnose(recordingOf(facts), findings)

t.test('healthy servers, each with the habits of its product, are healthy', t => {
  for (const [name, recording] of healthyRecordings) {
    const { verdict, cause, findings: found } = diagnose(recording, findings)
    t.equal(verdict.status, 'healthy', `${name}: ${verdict.sentence}`)
    t.equal(cause, null, name)
    t.notOk(
      found.some(({ id }) => id === unknownCauseId),
      `${name}: nothing is left unexplained`,
    )
  }
  t.end()
})

const noTls = { reply: reply('500 AUTH not understood'), hellos: [], established: false }
const noEntry = { status: 'refused', step: 'auth', reply: noTls.reply, port: 21, evidence: [] } as const
const plain: Facts = {
  observations: {
    auth: {
      tls: noTls,
      ssl: noTls,
      nonsense: noTls.reply,
      features: { reply: reply('211 End'), mechanisms: [] },
      entries: { ...auth.entries, 'auth-tls': noEntry, 'auth-ssl': noEntry },
    },
    certificate: null,
    login: { ...login, security: 'none' },
  },
  cells: [
    ['auth-tls|auth-ssl/*/*', refused('auth', '500 AUTH not understood')],
    ['none/default/*', worksClear],
    ['none/C|S|E|P/*', refused('pbsz', '502 Unknown command')],
  ],
}
const untrusted = { status: 'untested', reason: 'certificate-not-trusted' } as const
const selfSigned: Facts = {
  observations: {
    certificate: {
      ...certificate,
      chain: [{ ...leaf, issuer: leaf.subject, selfSigned: true }],
      verified: false,
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    },
    login: null,
    work: null,
    matrix: null,
  },
  cells: [['auth-tls|auth-ssl/*/*', untrusted]],
}
const wrongPassword: Facts = {
  observations: {
    login: {
      ...login,
      accepted: false,
      replies: [{ command: 'PASS', reply: reply('530 Login incorrect.') }],
    },
    work: null,
    matrix: null,
  },
  cells: [
    ['auth-tls/*/*', refused('login', '530 Login incorrect.')],
    ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
  ],
}
const dead: Facts = {
  target: { address: null, addresses: [], resolution: { status: 'no-such-name' } },
  observations: { greeting: null, auth: null, certificate: null, login: null, work: null, matrix: null },
  cells: [['*/*/*', { status: 'untested', reason: 'not-reachable' }]],
}
const noLogin: Facts = {
  observations: { login: null, work: null, matrix: null },
  run: { login: 'no-credentials' },
  cells: [
    ['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'needs-credentials' }],
    ['none/*/*', { status: 'untested', reason: 'needs-clear-login' }],
  ],
}
const privateAddress: Facts = {
  setUps: [['*/*/PASV', { named: '10.0.0.5', reply: reply('227 (10,0,0,5,1,1)') }]],
}
const strange: Facts = {
  cells: [
    [
      'auth-tls/P/*',
      { status: 'fails', step: 'transfer', failure: 'early-end', reply: reply('451 Disk on fire') },
    ],
    ['auth-ssl/P|default/*', refused('command', '451 Disk on fire')],
  ],
}
const limited: Facts = {
  observations: {
    matrix: matrixOf({}, { sessionLimit: { open: 1, at: 'login', reply: reply('421 Too many') } }),
  },
  cells: [['auth-tls|auth-ssl/*/*', refused('login', '421 Too many')]],
}
const told = { at: 'greeting', reply: reply('421 Too many'), letIn: 5, seconds: 1, tries: 3 } as const
const turnedAway: Facts = {
  observations: { matrix: matrixOf({}, { turnedAway: told }) },
  cells: [['auth-tls|auth-ssl/C|S|E|P/*', refused('greeting', '421 Too many')]],
}
const ssh: Facts = {
  observations: {
    greeting: {
      explicit: { ...explicitPort, service: 'ssh', greeting: reply('SSH-2.0-OpenSSH_9.2') },
      implicit: { port: 990, asked: false, connect: 'refused', connectSeconds: 0, service: 'none' },
    },
    auth: null,
    certificate: null,
    login: null,
    work: null,
    matrix: null,
  },
  cells: [['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'reply-malformed' }]],
}

type Verdict = Report['verdict']['status']
const servers: readonly (readonly [
  name: string,
  recording: Recording,
  status: Verdict,
  cause: string | null,
])[] = [
  ['without TLS', recordingOf(plain), 'broken', 'tls-not-offered'],
  ['self-signed', recordingOf(selfSigned), 'broken', 'certificate-self-signed'],
  ['wrong password', recordingOf(wrongPassword), 'inconclusive', 'login-refused'],
  ['no such host', recordingOf(dead), 'broken', 'host-unknown'],
  ['nobody logged in', recordingOf(noLogin), 'inconclusive', null],
  ['227 with a private address', recordingOf(privateAddress), 'impaired', 'passive-address-private'],
  ['dead data ports', deadPortsRecording('silent', 'timeout'), 'broken', 'passive-ports-filtered'],
  ['dead EPSV ports', deadPortsRecording('silent', 'timeout', 'EPSV'), 'impaired', 'extended-passive-broken'],
  ['something strange', recordingOf(strange), 'broken', unknownCauseId],
  ['a limit that stops everything', recordingOf(limited), 'broken', 'session-limit-reached'],
  [
    'nobody is let in any more, before an ordinary way was tried',
    recordingOf(turnedAway),
    'inconclusive',
    'later-connections-refused',
  ],
  [
    'nobody is let in any more, after an ordinary way had failed',
    recordingOf({
      ...turnedAway,
      cells: [...(turnedAway.cells ?? []), ['auth-tls/P/*', refused('prot', '534 No')]],
    }),
    'broken',
    'later-connections-refused',
  ],
  ['SSH', recordingOf(ssh), 'broken', 'ssh-service'],
  ['nothing seen', nothingRecorded(), 'inconclusive', null],
]

t.test('the verdict and the first cause of servers with one fault', t => {
  for (const [name, recording, status, cause] of servers) {
    const report = diagnose(recording, findings)
    t.equal(report.verdict.status, status, `${name}: ${report.verdict.sentence}`)
    t.equal(report.cause, cause, name)
    t.ok(/^[A-Z].*\.$/s.test(report.verdict.sentence), `${name}: a sentence`)
  }
  t.end()
})

t.test('an open question with an error ends the process with 1', t => {
  t.equal(exitStatus(judged(turnedAway)), 1)
  t.match(judged(turnedAway).verdict.sentence, /^It could not be looked at to the end\. After 5 connections/)
  t.end()
})

t.test('what nobody explains is told with its step and its quote', t => {
  const { findings: found, cells } = judged(strange)
  const unknown = found.find(({ id }) => id === unknownCauseId)
  t.match(unknown, { quote: '451 Disk on fire', phase: 'command', severity: 'error' })
  t.match(unknown?.summary, /4 ways \(AUTH TLS\) failed at the data: the connection ended early/)
  t.equal(cells.filter(({ cause }) => cause === unknownCauseId).length, 12)
  t.end()
})

t.test('a consequence stands behind its cause', t => {
  const { findings: found } = diagnose(deadPortsRecording('silent', 'timeout', 'EPSV'), findings)
  const filtered = found.find(({ id }) => id === 'passive-ports-filtered')
  t.equal(filtered?.consequenceOf, 'extended-passive-broken')
  t.equal(found[0]?.id, 'extended-passive-broken')
  t.end()
})

t.test('a judge that throws is a fault of ours, and the rest stands', t => {
  const broken: Finding = {
    ...(findings[0] as Finding),
    id: 'a-broken-judge',
    judge: () => {
      throw new Error('ouch')
    },
  }
  const report = diagnose(recordingOf(privateAddress), [...findings, broken])
  t.same(report.faults, [{ probe: 'finding a-broken-judge', message: 'ouch' }])
  t.match(
    report.undetermined.find(({ id }) => id === 'a-broken-judge'),
    { reason: /crashed/ },
  )
  t.equal(report.cause, 'passive-address-private')
  const again = diagnose(report, [...findings, broken])
  t.same(again.faults, report.faults, 'faults do not add up on a replay')
  t.same(diagnose(report, findings).faults, [], 'and go with the judge')
  t.end()
})

t.test('a replay comes out the same byte for byte', t => {
  const recordings = [...healthyRecordings, ...servers]
  for (const [name, recording] of recordings) {
    const parsed = JSON.parse(JSON.stringify(recording)) as Recording
    const first = JSON.stringify(diagnose(parsed, findings))
    t.equal(JSON.stringify(diagnose(JSON.parse(first) as Report, findings)), first, name)
  }
  t.end()
})
