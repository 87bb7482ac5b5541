import type { Found } from '../../src/model/finding.js'
import type { Report } from '../../src/model/report.js'
import type { EventKind, TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { harmless } from '../sanitise.js'
import { label } from './remedies.js'
import { stopped, together, type Paragraph } from './prose.js'

/** What can be searched for in a log or a firewall: addresses, ports, UTC times, and the server's own words. */
export function proof(found: Found, report: Report): Paragraph[] {
  const said = found.quote === undefined ? '' : harmless(found.quote)
  const quote = said === '' || found.summary.includes(said) ? [] : [{ text: `"${said}"` }]
  return label('proof', [
    ...quote,
    ...places(found, report)
      .slice(0, 2)
      .map(text => ({ text })),
  ])
}

interface Trace {
  readonly connection: TranscriptConnection
  readonly first: TranscriptEvent
  readonly last: TranscriptEvent
}

/** One sentence for each pair of hosts and role, ports joined. */
function places(found: Found, report: Report): string[] {
  const groups = new Map<string, Trace[]>()
  for (const trace of tracesOf(found, report)) {
    const { role, local, remote } = trace.connection
    const key = [role, hostOf(local), hostOf(remote), outcomes[trace.last.kind]].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), trace])
  }
  return [...groups.values()].map(group => sentence(group, report.started))
}

function tracesOf({ evidence }: Found, { transcript }: Report): Trace[] {
  return evidence.flatMap(span => {
    const connection = transcript.connections.find(({ id }) => id === span.connection)
    const events = connection?.events.filter(({ n }) => n >= span.from && n <= span.to) ?? []
    const [first] = events
    const last = events.at(-1)
    return connection && first && last ? [{ connection, first, last }] : []
  })
}

const outcomes: Readonly<Partial<Record<EventKind, string>>> = {
  deadline: 'no answer',
  rst: 'reset',
  fin: 'closed by the server',
  end: 'closed by the server',
}

const portsShown = 5

function sentence(group: readonly Trace[], started: string): string {
  const [{ connection, first, last }] = group as readonly [Trace]
  const ports = [...new Set(group.map(trace => portOf(trace.connection.remote)))].sort()
  const more = ports.length > portsShown ? ' ...' : ''
  const from = connection.role === 'control' ? (connection.local ?? 'here') : hostOf(connection.local)
  const to = `${hostOf(connection.remote)} TCP ${ports.slice(0, portsShown).join(', ')}${more}`
  const outcome = outcomes[last.kind]
  const seconds =
    last.kind === 'deadline' ? ` for ${round(last.t - first.t)} s${group.length > 1 ? ' each' : ''}` : ''
  const what = outcome === undefined ? '' : `: ${outcome}${seconds}`
  return stopped(`${from} to ${to}${what}, ${together(`${timeOf(started, first.t)} UTC`)}`)
}

function round(seconds: number): string {
  return seconds < 1 ? seconds.toFixed(2) : String(Math.round(seconds))
}

function timeOf(started: string, seconds: number): string {
  const time = new Date(Date.parse(started) + seconds * 1000)
  return Number.isNaN(time.getTime()) ? '?' : time.toISOString().slice(11, 19)
}

function hostOf(address = '?'): string {
  return harmless(address.slice(0, address.lastIndexOf(':')) || address, 60)
}

function portOf(address = '?'): string {
  return harmless(address.slice(address.lastIndexOf(':') + 1), 8)
}
