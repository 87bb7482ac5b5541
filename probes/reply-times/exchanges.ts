import type { Span, TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { verbOf } from '../../src/protocol/command.js'

/** Some replies of one kind; times in seconds. */
export interface Waits {
  readonly count: number
  /** How many took longer than what counts as slow. */
  readonly slow: number
  readonly quickest: number
  readonly slowest: number
}

/** What was waited for, how long, and where it stands. */
export interface Exchange {
  readonly of: 'greetings' | 'logins' | 'others'
  readonly seconds: number
  readonly span: Span
}

/** Their replies come when data has gone over, or a peer has been dialled, or the server hangs up. */
const waitsForOthers = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'PORT', 'EPRT', 'NOOP', 'QUIT'])

/** A control connection as waits: its greeting, and each command that was answered before the next one went out. */
export function exchangesOf({ id, role, events }: TranscriptConnection): readonly Exchange[] {
  if (role !== 'control') return []
  const exchanges: Exchange[] = []
  let asked: TranscriptEvent | undefined
  for (const [at, event] of events.entries()) {
    if (event.kind === 'connect' || event.kind === 'send') asked = event
    if (event.kind !== 'receive' || asked === undefined) continue
    const of = kindOf(asked, event)
    if (of !== undefined && hasEnd(events.slice(at)))
      exchanges.push({
        of,
        seconds: event.t - asked.t,
        span: { connection: id, from: asked.n, to: event.n },
      })
    asked = undefined
  }
  return exchanges
}

/** A reply without a last line of its own code says nothing of how long it takes: its end was waited for (RFC 959 §4.2). */
function hasEnd(events: readonly TranscriptEvent[]): boolean {
  const behind = events.findIndex(({ kind }) => kind !== 'receive')
  const lines = behind === -1 ? events : events.slice(0, behind)
  const code = lines[0]?.text?.slice(0, 3) ?? ''
  return lines.some(({ text = '' }) => text.startsWith(code) && text.charAt(3) !== '-')
}

function kindOf(asked: TranscriptEvent, { text = '' }: TranscriptEvent): Exchange['of'] | undefined {
  if (asked.kind === 'connect') return text.startsWith('2') ? 'greetings' : undefined
  const verb = verbOf(asked.text ?? '')
  if (verb === 'PASS') return text.startsWith('2') ? 'logins' : undefined
  return waitsForOthers.has(verb) ? undefined : 'others'
}

/** Undefined where there are none. */
export function waitsOf(exchanges: readonly Exchange[], slowFrom: number): Waits | undefined {
  if (exchanges.length === 0) return undefined
  const seconds = exchanges.map(exchange => exchange.seconds)
  return {
    count: seconds.length,
    slow: seconds.filter(each => each > slowFrom).length,
    quickest: rounded(Math.min(...seconds)),
    slowest: rounded(Math.max(...seconds)),
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
