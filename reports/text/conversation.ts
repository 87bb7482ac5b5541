// A conversation as curl shows it: `>` sent, `<` received, `*` what happened besides. Whatever a server said is made
// harmless line by line, so that it can be written to a terminal while it happens.
import type { Span, TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { harmless } from '../sanitise.js'
import { wrap } from './prose.js'

const lineLength = 500

/** One event as lines, each with its sign in front. */
export function eventLines(event: TranscriptEvent): string[] {
  const dropped = event.dropped === undefined ? [] : [`* ${event.dropped} more bytes, not kept`]
  const sign = event.kind === 'send' ? '>' : event.kind === 'receive' ? '<' : undefined
  if (sign === undefined) return [`* ${happening(event)}`, ...dropped]
  const texts = event.text?.replace(/\r?\n$/, '').split(/\r?\n/) ?? [bytesInWords(event.base64 ?? '')]
  return [...texts.map(text => `${sign} ${indented(text)}`.trimEnd()), ...dropped]
}

/** Continuation lines of a reply begin with blanks (RFC 959 §4.2, RFC 2389 §3.2): these are kept. */
function indented(text: string): string {
  return (/^ {1,4}/.exec(text)?.[0] ?? '') + harmless(text, lineLength)
}

function bytesInWords(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const hex = bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ')
  return `(${bytes.length} bytes that are no text: ${hex}${bytes.length > 16 ? ' ...' : ''})`
}

const endings: Readonly<Record<string, string | undefined>> = {
  'close-notify': 'ended by the server with close_notify',
  fin: 'ended by the server (FIN)',
  'fin-in-record': 'ended by the server inside a TLS record (FIN)',
  rst: 'reset by the server (RST)',
  end: 'ended by the server (FIN or RST)',
  deadline: 'ended by us',
  'cut-by-us': 'cut off by us: it is long enough',
}

/** What is neither sent nor received, in words. */
function happening({ kind, text = '' }: TranscriptEvent): string {
  const said = harmless(text, lineLength)
  const behind = said === '' ? '' : `: ${said}`
  switch (kind) {
    case 'connect':
      return `connected to ${said}`
    case 'accept':
      return `the server connected from ${said}`
    case 'tls':
      return tlsWords(said)
    case 'record':
      return recordWords(said)
    case 'end':
      return endWords(said)
    case 'fin':
      return `closed by the server (FIN)${behind}`
    case 'rst':
      if (said.startsWith('proxy ')) return `not through the ${said}`
      return /^(refused|unreachable)/.test(said) ? `connection ${said}` : endWords(said)
    case 'close':
      return `closed by us${behind}`
    case 'deadline':
      return said === 'silent' ? 'no answer to our connection' : `waited long enough${behind}`
    default:
      return `${kind}${behind}`
  }
}

function tlsWords(text: string): string {
  const [, version, suite, resumed] = /^((?:TLS|SSL)v[\d.]+) (\S+)( resumed)?$/.exec(text) ?? []
  if (version === undefined) return `TLS ${text}`
  return `TLS stands: ${version}, ${suite ?? ''}${resumed === undefined ? '' : ', session resumed'}`
}

function recordWords(text: string): string {
  const [, direction, type, length] = /^(in|out) (.*) (\d+)$/.exec(text) ?? []
  return direction === undefined
    ? `TLS ${text}`
    : `TLS ${direction === 'in' ? 'received' : 'sent'}: ${type ?? ''}, ${length ?? ''} bytes`
}

function endWords(text: string): string {
  const [, how, bytes] = /^([a-z-]+), (\d+) bytes$/.exec(text) ?? []
  const words = endings[how ?? ''] ?? endings['rst'] ?? ''
  return bytes === undefined ? `${words}${text === '' ? '' : `: ${text}`}` : `${words}, ${bytes} bytes`
}

/** `802` or `3820 data`: which connection a line belongs to. */
export function connectionLabel(connection: number, role: 'control' | 'data'): string {
  return role === 'data' ? `${connection} data` : String(connection)
}

/** What happened in these stretches of a transcript. */
export interface Excerpt {
  readonly spans: readonly Span[]
  readonly mostLines: number
}

interface Line {
  readonly t: number
  readonly connection: TranscriptConnection
  readonly text: string
}

/**
 * The excerpt as lines: seconds since the start of the run, connection, and what happened. A control connection stands
 * with its data connections, in the order of time.
 */
export function conversation(
  connections: readonly TranscriptConnection[],
  { spans, mostLines }: Excerpt,
  width: number,
): string[] {
  const families = new Map<number, Line[]>()
  for (const connection of connections) {
    const family = connection.control ?? connection.id
    const lines = linesIn(connection, spans)
    if (lines.length > 0) families.set(family, [...(families.get(family) ?? []), ...lines])
  }
  const lines = [...families.values()]
    .map(inTime)
    .sort((a, b) => startOf(a) - startOf(b))
    .flat()
  const left = lines.length - mostLines
  return [
    ...lines.slice(0, mostLines).flatMap(line => columns(line, width)),
    ...(left > 0 ? [`          and ${left} more lines: "transcript" in the report holds them all`] : []),
  ]
}

function linesIn(connection: TranscriptConnection, spans: readonly Span[]): Line[] {
  const own = spans.filter(span => span.connection === connection.id)
  return connection.events
    .filter(({ n }) => own.some(({ from, to }) => n >= from && n <= to))
    .flatMap(event => eventLines(event).map(text => ({ t: event.t, connection, text })))
}

function inTime(lines: readonly Line[]): Line[] {
  const isData = ({ connection }: Line): number => Number(connection.role === 'data')
  return [...lines].sort((a, b) => a.t - b.t || isData(a) - isData(b))
}

function startOf([first]: readonly Line[]): number {
  return first?.t ?? 0
}

const labelWidth = 10

function columns({ t, connection: { id, role }, text }: Line, width: number): string[] {
  const head = `${t.toFixed(3).padStart(8)}  ${connectionLabel(id, role).padEnd(labelWidth)}`
  const room = Math.max(20, width - head.length - 2)
  const said = text.slice(2).replace(/^ +/, blanks => '\u00a0'.repeat(blanks.length))
  return wrap(said, room).map(
    (part, index) => `${index === 0 ? `${head}${text.slice(0, 2)}` : ' '.repeat(head.length + 2)}${part}`,
  )
}
