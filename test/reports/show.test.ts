import t from 'tap'
import type { TranscriptEvent } from '../../src/model/transcript.js'
import { eventLines } from '../../reports/text/conversation.js'
import { nearestLines } from '../../reports/text/likeness.js'
import { columnsOf } from '../../reports/text/prose.js'
import { remedyList } from '../../reports/text/remedy-list.js'
import { findingLines, notFoundLines } from '../../reports/text/show-finding.js'
import { wayLines } from '../../reports/text/show-way.js'
import { findings } from '../../src/findings/index.js'
import { finding } from '../../src/findings/ssh-service.js'
import { savedReport, savedReports } from './golden.js'

t.test('an event is told as curl tells it, and can do nothing to a terminal', t => {
  const table: readonly (readonly [Partial<TranscriptEvent>, readonly string[]])[] = [
    [{ kind: 'send', text: 'AUTH TLS' }, ['> AUTH TLS']],
    [{ kind: 'receive', text: '220 hi\x1b[2J' }, ['< 220 hi']],
    [{ kind: 'receive', text: ' UTF8' }, ['<  UTF8']],
    [{ kind: 'receive', text: 'a\r\nb', dropped: 9 }, ['< a', '< b', '* 9 more bytes, not kept']],
    [{ kind: 'receive', base64: 'AP8=' }, ['< (2 bytes that are no text: 00 ff)']],
    [{ kind: 'connect', text: '192.0.2.1:21' }, ['* connected to 192.0.2.1:21']],
    [{ kind: 'accept', text: '192.0.2.1:20' }, ['* the server connected from 192.0.2.1:20']],
    [
      { kind: 'tls', text: 'TLSv1.3 TLS_AES_256_GCM_SHA384 resumed' },
      ['* TLS stands: TLSv1.3, TLS_AES_256_GCM_SHA384, session resumed'],
    ],
    [{ kind: 'tls', text: 'alert 40 handshake_failure' }, ['* TLS alert 40 handshake_failure']],
    [{ kind: 'record', text: 'out handshake 344' }, ['* TLS sent: handshake, 344 bytes']],
    [
      { kind: 'end', text: 'close-notify, 160 bytes' },
      ['* ended by the server with close_notify, 160 bytes'],
    ],
    [{ kind: 'fin' }, ['* closed by the server (FIN)']],
    [{ kind: 'rst', text: 'refused ECONNREFUSED' }, ['* connection refused ECONNREFUSED']],
    [{ kind: 'rst' }, ['* reset by the server (RST)']],
    [{ kind: 'rst', text: 'rst, 7 bytes' }, ['* reset by the server (RST), 7 bytes']],
    [{ kind: 'deadline', text: 'silent' }, ['* no answer to our connection']],
    [{ kind: 'deadline', text: 'no final reply' }, ['* waited long enough: no final reply']],
    [{ kind: 'close' }, ['* closed by us']],
  ]
  for (const [event, lines] of table)
    t.same(eventLines({ n: 1, t: 0, kind: 'send', ...event }), lines, JSON.stringify(event))
  t.end()
})

t.test('lines to paste keep the blanks in front of them: Python goes by these', t => {
  const configs = findings.flatMap(({ remedies }) => remedies.flatMap(({ config }) => config ?? []))
  t.ok(
    configs.some(config => /\n {8}\S/.test(config)),
    'there is one with blanks',
  )
  for (const { remedies } of findings) {
    const shown = remedyList(remedies, 80)
    for (const { config } of remedies)
      for (const line of config?.split('\n') ?? []) t.ok(shown.includes(`      ${line}`), line)
  }
  t.end()
})

t.test('of a data connection that ended before our hello it is told that none was sent', t => {
  const report = savedReport('healthy')
  const cell = report.cells.find(({ id }) => id === 'auth-tls/P/EPSV')
  if (cell === undefined) throw new Error('no such way')
  t.match(
    wayLines(report, { ...cell, endedBeforeHello: true }, {}, 200).join('\n'),
    /no hello of ours was sent/,
  )
  t.notMatch(wayLines(report, cell, {}, 200).join('\n'), /no hello of ours/)
  t.end()
})

t.test(
  'every way and finding of every saved report fits, and says no word of ours that people do not know',
  t => {
    for (const name of savedReports) {
      const report = savedReport(name)
      for (const width of [50, 80]) {
        const texts = [
          ...report.cells.map(cell => wayLines(report, cell, {}, width)),
          ...report.findings.map(found => findingLines(report, found, {}, width)),
        ]
        const lines = texts.flat()
        const isTooWide = (line: string): boolean => columnsOf(line) > width && !/^ {6}\S|sha256:/.test(line)
        t.same(lines.filter(isTooWide), [], `${name}, ${width} columns`)
        t.same(
          lines.filter(line => /\b(cell|matrix|wire form|differential|vantage)\b/i.test(line)),
          [],
          name,
        )
      }
    }
    t.end()
  },
)

t.test('a way that fails: the step, the reason, and both connections in the order of time', t => {
  const report = savedReport('passive-ports-filtered')
  const cell = report.cells.find(({ id }) => id === 'auth-tls/P/EPSV')
  if (cell === undefined) throw new Error('no such way')
  const text = wayLines(report, cell, {}, 80).join('\n')
  t.match(
    text,
    /^FAILS {3}AUTH TLS, PROT P, EPSV\n {8}auth-tls\/P\/EPSV at ftp\.partner\.example:21: no answer\n/,
  )
  t.match(text, /\nat {6}the data connection \(data-connect\)\n/)
  t.match(text, /\nwhy {5}[^]*passive-ports-filtered,\s+certain\./)
  const { connections } = report.transcript
  if (cell.evidence.some(span => connections.some(({ id }) => id === span.connection)))
    t.match(text, / > EPSV\n[^]* data /)
  t.end()
})

t.test('what stands for several ways is said', t => {
  const report = savedReport('passive-ports-filtered')
  const cell = report.cells.find(({ id }) => id === 'implicit/P/EPSV')
  if (cell === undefined) throw new Error('no such way')
  const shared = { ...cell, sharedWith: 'implicit/default/PASV' } as const
  t.match(wayLines(report, shared, {}, 80).join(' '), /seen on implicit\/default\/PASV: the same answer/)
  t.end()
})

t.test('a finding that is not there says whether it was looked for', t => {
  t.match(
    notFoundLines(finding, undefined, 80).join(' '),
    /ssh-service is not in this report: it was looked for/,
  )
  t.match(
    notFoundLines(finding, 'nobody came that far', 80).join('\n'),
    /could not be judged\.\nreason {2}nobody came that far\./,
  )
  t.end()
})

t.test('nearest: in words and differences, no figures', t => {
  const report = savedReport('passive-ports-filtered')
  const nearest = [
    { server: 'data/a', similarity: 0.97, differences: [] },
    { server: 'data/b', similarity: 0.8, differences: ['PROT C is taken'] },
  ]
  const text = nearestLines({ ...report, nearest }, new Map([['data/a', 'A story.']]), 80).join('\n')
  t.match(
    text,
    /^much like data\/a\n {8}A story\.\n[^]*\nsomewhat like data\/b\ndiffers in\n {8}PROT C is taken\n/,
  )
  t.notMatch(text, /0\.\d/)
  t.match(nearestLines({ ...report, nearest: [] }, new Map(), 80).join(' '), /Nothing that is known/)
  t.end()
})
