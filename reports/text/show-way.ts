import type { Cell, CellStatus, Ending } from '../../src/model/cell.js'
import type { Span, TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import type { FormatOptions, Report } from '../../src/model/report.js'
import { stepWords } from '../../src/model/step.js'
import { harmless } from '../sanitise.js'
import { conversation } from './conversation.js'
import { outcomeOf, replyWords } from './outcome.js'
import { paintFor } from './paint.js'
import { partsOf } from './proof.js'
import { linesOf, type Paragraph } from './prose.js'
import { hostAndPort, wayWords } from './words.js'

const statusWords: Readonly<Record<CellStatus, string>> = {
  works: 'WORKS',
  refused: 'REFUSED',
  fails: 'FAILS',
  untested: 'UNTRIED',
  undetermined: 'UNSURE',
}

const mostLines = 80

/** What happened on one of the 80 ways: the outcome as the table has it, where, why, and the conversation around it. */
export function wayLines(report: Report, cell: Cell, options: FormatOptions, width: number): string[] {
  const paint = paintFor(options)
  const { tone, text } = outcomeOf(cell)
  const word = statusWords[cell.status].padEnd(7)
  const place = cell.port === null ? '' : ` at ${hostAndPort(harmless(report.target.host), cell.port)}`
  const { connections } = report.transcript
  const talk = conversation(connections, { spans: around(connections, cell.evidence), mostLines }, width)
  return [
    `${paint.bold(paint.paint(tone, word))} ${wayWords(cell)}`,
    ...[{ text: `${cell.id}${place}: ${text}` }, ...details(cell), ...reasons(cell, report)].flatMap(
      paragraph => linesOf(paragraph, width),
    ),
    ...(talk.length === 0 ? [] : ['', ...linesOf({ text: legend }, width), ...talk]),
  ]
}

const legend = 'seconds, connection; > sent, < received, * anything else'

const mostBehind = 3

/** The way's own events, the PROT that was in force, and what came behind before the next command. */
function around(connections: readonly TranscriptConnection[], evidence: readonly Span[]): readonly Span[] {
  return evidence.flatMap(span => {
    const connection = connections.find(({ id }) => id === span.connection)
    if (connection === undefined || connection.role === 'data') return [span]
    const isSent = ({ kind }: TranscriptEvent): boolean => kind === 'send'
    const earlier = connection.events.filter(({ n }) => n < span.from)
    const later = connection.events.filter(({ n }) => n > span.to).slice(0, mostBehind)
    const prot = earlier.findLast(event => isSent(event) && /^PROT /i.test(event.text ?? ''))
    const next = later.findIndex(isSent)
    const behind = next < 0 ? later.length : next
    const level = earlier.filter(({ n }) => prot !== undefined && n >= prot.n)
    const reply = level.findIndex((event, at) => at > 0 && isSent(event))
    const levelEnd = (prot?.n ?? 0) + (reply < 0 ? level.length : reply) - 1
    return [
      ...(prot === undefined ? [] : [{ connection: span.connection, from: prot.n, to: levelEnd }]),
      { ...span, to: span.to + behind },
    ]
  })
}

const endingWords: Readonly<Record<Ending, string>> = {
  'close-notify': 'close_notify',
  fin: 'FIN',
  'fin-in-record': 'FIN inside a TLS record',
  rst: 'RST',
  end: 'FIN or RST',
  deadline: 'us',
  'cut-by-us': 'us: it was long enough',
}

function details(cell: Cell): Paragraph[] {
  const {
    protection,
    status,
    step,
    reply,
    wire,
    tls,
    resumed,
    bytes,
    ended,
    endedBeforeHello,
    alert,
    reason,
  } = cell
  const data = [
    ...(wire === undefined ? [] : [sent[wire]]),
    ...(tls === undefined
      ? []
      : [`${harmless(tls.version)} ${harmless(tls.cipher)}${resumed === true ? ', session resumed' : ''}`]),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
    ...(ended === undefined ? [] : [`ended by ${endingWords[ended]}`]),
    ...(endedBeforeHello === true && (protection === 'P' || protection === 'E')
      ? ['before TLS: no hello of ours was sent']
      : []),
  ]
  return [
    ...(step === undefined ? [] : [{ label: 'at', text: `${stepWords[step]} (${step})` }]),
    ...(reply === undefined ? [] : [{ label: 'reply', text: replyWords(reply, 300) }]),
    ...(alert === undefined
      ? []
      : [{ label: 'alert', text: `${alert.description} ${harmless(alert.name)}` }]),
    ...(data.length === 0 ? [] : [{ label: 'data', text: data.join(', ') }]),
    ...(status === 'undetermined' && reason !== undefined
      ? [{ label: 'looks', text: harmless(reason) }]
      : []),
  ]
}

const sent: Readonly<Record<NonNullable<Cell['wire']>, string>> = {
  tls: 'sent encrypted',
  clear: 'sent in clear',
  none: 'no byte was sent',
  mixed: 'sent half in clear, half encrypted',
}

function reasons({ status, cause, sharedWith }: Cell, { findings }: Report): Paragraph[] {
  const found = findings.find(({ id }) => id === cause)
  const isExpected = cause === null && (status === 'refused' || status === 'fails')
  return [
    ...(found === undefined
      ? []
      : [
          {
            label: 'why',
            text: `${partsOf(found).why} ${harmless(found.id)}, ${found.certainty}.`,
          },
        ]),
    ...(isExpected ? [{ label: 'why', text: 'As it may be: nothing need be changed.' }] : []),
    ...(sharedWith === undefined
      ? []
      : [
          {
            label: 'seen on',
            text: `${sharedWith}: the same answer stands for both, so this way was not tried by itself.`,
          },
        ]),
  ]
}
