import t from 'tap'
import { exitStatus, type ExitStatus } from '../../../src/diagnosis/exit-status.js'
import { diagnose } from '../../../src/diagnosis/diagnose.js'
import { isExpected } from '../../../src/diagnosis/expected-refusals.js'
import { rank } from '../../../src/diagnosis/rank.js'
import { referenceLink } from '../../../src/diagnosis/references.js'
import { addressKind, sameAddress, sameNetwork } from '../../../src/model/addresses.js'
import { findings } from '../../../src/findings/index.js'
import type { Finding, Judgement } from '../../../src/model/finding.js'
import type { CellId } from '../../../src/model/matrix.js'
import type { Report } from '../../../src/model/report.js'
import { refused, worksClear } from '../findings/support/healthy-servers.js'
import { auth, login, noListener, recordingOf, seen, type Facts } from '../findings/support/seen-builder.js'

t.test('references are titles with an address', t => {
  t.same(referenceLink('RFC 959 §4.2'), {
    title: 'RFC 959 §4.2',
    url: 'https://www.rfc-editor.org/rfc/rfc959#section-4.2',
  })
  t.equal(referenceLink('RFC 1579').url, 'https://www.rfc-editor.org/rfc/rfc1579')
  t.equal(referenceLink('RFC 4217 §A').url, 'https://www.rfc-editor.org/rfc/rfc4217#appendix-A')
  t.same(referenceLink('https://a.example/b'), { title: 'a.example/b', url: 'https://a.example/b' })
  t.end()
})

t.test('kinds of addresses', t => {
  for (const [address, kind] of [
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.0.1', 'private'],
    ['169.254.1.1', 'private'],
    ['127.0.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['203.0.113.7', 'public'],
    ['::ffff:10.0.0.1', 'private'],
    ['0.0.0.0', 'unusable'],
    ['239.1.1.1', 'unusable'],
    ['::1', 'private'],
    ['fd00::1', 'private'],
    ['2001:db8::1', 'public'],
    ['::', 'unusable'],
    ['300.1.1.1', 'unknown'],
    ['ftp.example', 'unknown'],
    [null, 'unknown'],
  ] as const)
    t.equal(addressKind(address), kind, String(address))
  t.ok(sameAddress('::ffff:10.0.0.1', '10.0.0.1'))
  t.notOk(sameAddress(null, null))
  t.ok(sameNetwork('10.0.0.1', '10.0.0.9'))
  t.notOk(sameNetwork('10.0.0.1', '10.0.1.9'))
  t.end()
})

const implicitOnly = {
  ...auth,
  entries: {
    ...auth.entries,
    implicit: { ...auth.entries['auth-tls'], port: 990 },
    'auth-tls': { ...noListener, step: 'auth', port: 21 },
    'auth-ssl': { ...noListener, step: 'auth', port: 21 },
  },
} as const

t.test('refusals that need no cause, and their neighbours that do', t => {
  const tls = 'auth-tls|auth-ssl'
  const table: readonly (readonly [says: string, facts: Facts, id: CellId, expected: boolean])[] = [
    ['a clear login is refused', {}, 'none/default/PASV', true],
    ['PBSZ without TLS', { cells: [['none/C/*', refused('pbsz', '503')]] }, 'none/C/PASV', true],
    [
      'S at PBSZ, where P works all the same',
      { cells: [['auth-tls/S|E/*', refused('pbsz', '503')]] },
      'auth-tls/S/PASV',
      true,
    ],
    ['S at PBSZ, as P', { cells: [['auth-tls/S|E|P/*', refused('pbsz', '503')]] }, 'auth-tls/S/PASV', false],
    [
      'LIST without TLS',
      { cells: [['none/default/*', refused('command', '550')]] },
      'none/default/PASV',
      false,
    ],
    ['S at PROT', {}, 'auth-tls/S/PASV', true],
    ['S at LIST', { cells: [['auth-tls/S/*', refused('command', '550')]] }, 'auth-tls/S/PASV', false],
    ['no implicit port beside AUTH TLS', {}, 'implicit/P/PASV', true],
    ['implicit was asked for', { target: { asked: ['implicit'] } }, 'implicit/P/PASV', false],
    [
      'AUTH SSL beside AUTH TLS',
      { cells: [['auth-ssl/*/*', refused('auth', '504')]] },
      'auth-ssl/P/PASV',
      true,
    ],
    [
      'no AUTH at all beside implicit TLS',
      {
        observations: { auth: implicitOnly },
        cells: [['auth-tls|auth-ssl/*/*', refused('auth', '502')]],
      },
      'auth-ssl/P/PASV',
      true,
    ],
    [
      'a clear login for want of TLS that cannot be had',
      { observations: { login: { ...login, security: 'none', accepted: false } } },
      'none/default/PASV',
      true,
    ],
    [
      'a clear login for another reason, and no other',
      {
        observations: { login: { ...login, security: 'none', accepted: false } },
        cells: [['none/*/*', refused('login', '530 Login incorrect.')]],
      },
      'none/default/PASV',
      false,
    ],
    ['C at the command', {}, 'auth-tls/C/EPSV', true],
    ['P at the command', { cells: [['auth-tls/P/*', refused('command', '550')]] }, 'auth-tls/P/EPSV', false],
    [
      'C at PORT, when P is refused there too',
      { cells: [[`${tls}/C|P/PORT`, refused('mode', '500 Illegal PORT command.')]] },
      'auth-tls/C/PORT',
      false,
    ],
    [
      'PASV over IPv6',
      { target: { address: '2001:db8::1' }, cells: [['*/P/PASV', refused('mode', '425')]] },
      'auth-tls/P/PASV',
      true,
    ],
    [
      'a silent 990 beside AUTH TLS',
      { cells: [['implicit/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]] },
      'implicit/P/PASV',
      true,
    ],
    ['what works', { cells: [['auth-tls/C/*', worksClear]] }, 'auth-tls/C/PASV', false],
  ]
  for (const [says, facts, id, expected] of table) {
    const all = seen(facts)
    const cell = all.cells.find(candidate => candidate.id === id)
    t.equal(cell !== undefined && isExpected(all, cell), expected, says)
  }
  t.end()
})

t.test('ranks: severity, ways, phase, id; a cause weighs as much as its consequences', t => {
  const finding = (id: string, rest: Partial<Finding>): Finding => ({
    ...(findings[0] as Finding),
    id,
    ...rest,
  })
  const judgement = { is: 'found', certainty: 'certain', summary: '', cells: [], evidence: [] } as const
  const found = [
    finding('b', { severity: 'warning', phase: 'login' }),
    finding('a', { severity: 'warning', phase: 'login' }),
    finding('early', { severity: 'warning', phase: 'connect' }),
    finding('many', { severity: 'warning', phase: 'close' }),
    finding('root', { severity: 'info', phase: 'close', explains: ['result', 'circle'] }),
    finding('result', { severity: 'error', phase: 'connect', explains: [] }),
    finding('circle', { severity: 'info', phase: 'close', explains: ['root'] }),
  ].map(data => ({ finding: data, judgement }))
  const causes = new Map<CellId, string>([['none/C/PASV', 'many']])
  t.same(
    rank(found, causes).map(({ id, rank: place, consequenceOf }) => [place, id, consequenceOf]),
    [
      [1, 'circle', null],
      [2, 'root', 'circle'],
      [3, 'result', 'root'],
      [4, 'many', null],
      [5, 'early', null],
      [6, 'a', null],
      [7, 'b', null],
    ],
  )
  t.end()
})

t.test('what stops ordinary clients stands before what stops more ways that few people use', t => {
  const finding = (id: string): Finding => ({ ...(findings[0] as Finding), id, severity: 'error' })
  const judgement = { is: 'found', certainty: 'certain', summary: '', cells: [], evidence: [] } as const
  const found = [finding('active'), finding('passive')].map(data => ({ finding: data, judgement }))
  const causes = new Map<CellId, string>([
    ['auth-tls/P/PORT', 'active'],
    ['auth-tls/P/EPRT', 'active'],
    ['auth-tls/P/PASV', 'passive'],
  ])
  t.same(
    rank(found, causes).map(({ id }) => id),
    ['passive', 'active'],
  )
  t.end()
})

t.test('remedies for a side that is seen not to be at fault are left out', t => {
  const finding = findings.find(({ id }) => id === 'final-reply-missing') as Finding
  const judgement = { is: 'found', certainty: 'certain', summary: '', cells: [], evidence: [] } as const
  const sides = (cleared: Pick<Extract<Judgement, { is: 'found' }>, 'cleared'>): unknown =>
    rank([{ finding, judgement: { ...judgement, ...cleared } }], new Map()).map(({ remedies }) =>
      remedies.map(({ side }) => side),
    )
  t.same(sides({}), [['server', 'network', 'client']])
  t.same(sides({ cleared: ['network', 'client'] }), [['server']])
  t.end()
})

t.test('the exit status', t => {
  const report = diagnose(recordingOf(), findings)
  const table: readonly (readonly [says: string, change: Partial<Report>, exit: ExitStatus])[] = [
    ['healthy', {}, 0],
    ['interrupted', { run: { ...report.run, interrupted: true } }, 130],
    ['a fault of ours', { faults: [{ probe: 'auth', message: 'ouch' }] }, 4],
    ['broken', { verdict: { status: 'broken', sentence: '' } }, 1],
    ['inconclusive', { verdict: { status: 'inconclusive', sentence: '' } }, 3],
    [
      'inconclusive since no login was wanted',
      { verdict: { status: 'inconclusive', sentence: '' }, run: { ...report.run, login: 'not-wanted' } },
      0,
    ],
    [
      'inconclusive with an error',
      {
        verdict: { status: 'inconclusive', sentence: '' },
        findings: report.findings.map(found => ({ ...found, severity: 'error' as const })),
      },
      1,
    ],
  ]
  for (const [says, change, exit] of table) t.equal(exitStatus({ ...report, ...change }), exit, says)
  t.end()
})
