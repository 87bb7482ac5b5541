import type { Found } from '../../src/model/finding.js'
import type { Report } from '../../src/model/report.js'
import type { EventKind, TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { harmless } from '../sanitise.js'
import { label } from './remedies.js'
import { sentencesOf, stopped, together, type Paragraph } from './prose.js'

const summaryLength = 600

/** An address of either kind, as a log or a firewall would name it. */
const address = /\b\d{1,3}(\.\d{1,3}){3}\b|[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*/i

/** A summary parted into what it says, and the sentences behind that name addresses: those are proof. */
export function partsOf({ summary }: Found): { readonly why: string; readonly proof: readonly string[] } {
  const [first = '', ...rest] = sentencesOf(harmless(summary, summaryLength), summaryLength)
  const why = [first, ...rest.filter(sentence => !address.test(sentence))].join(' ')
  return { why: stopped(why), proof: rest.filter(sentence => address.test(sentence)) }
}

/** What can be searched for in a log or a firewall: addresses, ports, UTC times, and the server's own words. */
export function proof(found: Found, report: Report): Paragraph[] {
  const said = found.quote === undefined ? '' : harmless(found.quote)
  const sentences = partsOf(found).proof.map(capital)
  const quote = said === '' || harmless(found.summary, summaryLength).includes(said) ? [] : [said]
  const traces = tracesOf(found, report)
  const where = sentences.length > 0 ? firstTime(traces, report) : places(traces, report)
  return label(
    'proof',
    [[...sentences, ...quote.map(stopped), ...where].join(' ')].flatMap(text =>
      text === '' ? [] : [{ text }],
    ),
  )
}

function capital(sentence: string): string {
  return stopped(sentence.replace(/^[a-z](?=[a-z]*\s)/, letter => letter.toUpperCase()))
}

interface Trace {
  readonly connection: TranscriptConnection
  readonly first: TranscriptEvent
  readonly last: TranscriptEvent
  readonly own: string
  readonly peer: string
  readonly port: string
}

function tracesOf({ evidence }: Found, { target, transcript: { connections } }: Report): Trace[] {
  return evidence.flatMap(span => {
    const connection = connections.find(({ id }) => id === span.connection)
    const events = connection?.events.filter(({ n }) => n >= span.from && n <= span.to) ?? []
    const [first] = events
    const last = events.at(-1)
    if (!connection || !first || !last) return []
    const control = connections.find(({ id }) => id === connection.control)
    const { host: peer, port = '' } = placeOf(connection)
    // Nobody to search for: who came and reset at once left no address.
    if (peer === '?') return []
    // In no log but the proxy's own stands an address of ours.
    const own =
      target.proxy === undefined
        ? hostAndPortOf(connection.local ?? control?.local ?? 'here').host
        : `through ${harmless(target.proxy)}`
    return [{ connection, first, last, own, peer, port }]
  })
}

/** The other end: as the connection names it, or as its first event does. */
function placeOf(connection: TranscriptConnection): { readonly host: string; readonly port?: string } {
  const named = hostAndPortOf(connection.remote ?? '?')
  const event = connection.events.find(({ kind }) => kind === 'connect')
  return named.port !== undefined || event?.text === undefined ? named : hostAndPortOf(event.text)
}

function hostAndPortOf(text: string): { readonly host: string; readonly port?: string } {
  const [, host, port] = /^(\[.*\]|[^:]*):(\d{1,5})$/.exec(text) ?? []
  return host === undefined || port === undefined
    ? { host: harmless(text, 60) }
    : { host: harmless(host, 60), port }
}

const outcomes: Readonly<Partial<Record<EventKind, string>>> = {
  deadline: 'no answer',
  rst: 'reset',
  fin: 'closed by the server',
}

const portsShown = 5
const placesShown = 2

function outcomeOf({ kind, text = '' }: TranscriptEvent): string | undefined {
  return text.startsWith('proxy ') ? 'no connection' : outcomes[kind]
}

/** One sentence for each pair of hosts and role, ports joined. */
function places(traces: readonly Trace[], { started }: Report): string[] {
  const groups = new Map<string, Trace[]>()
  for (const trace of traces) {
    const key = [trace.connection.role, trace.own, trace.peer, outcomeOf(trace.last)].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), trace])
  }
  const all = [...groups.values()]
  const told = all.filter(group => !all.some(other => saysMore(other, group)))
  return told.slice(0, placesShown).map(group => sentence(group, started))
}

/** The same places, and how it ended there. */
function saysMore(one: readonly Trace[], other: readonly Trace[]): boolean {
  const keys = (group: readonly Trace[]): string[] =>
    group.map(({ connection, own, peer, port }) => [connection.role, own, peer, port].join(' '))
  const hasEnd = (group: readonly Trace[]): boolean => group.some(({ last }) => last.kind in outcomes)
  const named = keys(one)
  return hasEnd(one) && !hasEnd(other) && keys(other).every(key => named.includes(key))
}

function sentence(group: readonly Trace[], started: string): string {
  const [{ connection, own, peer, first, last }] = group as readonly [Trace]
  const ports = [...new Set(group.map(({ port }) => port))].filter(port => port !== '').sort()
  const named = ports.length === 0 ? '' : ` TCP ${ports.slice(0, portsShown).join(', ')}`
  const data = connection.role === 'data' && named !== '' ? ' for data' : ''
  const outcome = outcomeOf(last)
  const what = `${ports.length > portsShown ? ' ...' : ''}${data}${outcome === undefined ? '' : `: ${outcome}`}`
  return `${own} to ${peer}${named}${what} (${together(timeOf(started, first.t))}).`
}

function firstTime(traces: readonly Trace[], { started }: Report): string[] {
  const [first] = traces.map(trace => trace.first.t).sort((a, b) => a - b)
  return first === undefined ? [] : [`(${together(timeOf(started, first))})`]
}

function timeOf(started: string, seconds: number): string {
  const time = new Date(Date.parse(started) + seconds * 1000)
  return Number.isNaN(time.getTime()) ? '?' : `${time.toISOString().slice(11, 19)} UTC`
}
