// What went over each connection, secrets cut out before anything is kept: observations and findings point into it by
// event numbers, so these depend on the order of events alone.
import { isUtf8 } from 'node:buffer'
import type { Limits } from '../model/limits.js'
import type { CellId } from '../model/matrix.js'
import type { EventKind, Span, TranscriptConnection, TranscriptEvent } from '../model/transcript.js'
import { verbOf } from '../protocol/command.js'
import type { Redactor } from './redactor.js'

export interface TranscriptOptions {
  /** Milliseconds, monotonic. */
  readonly clock: { now(): number }
  readonly limits: Limits
  readonly redactor: Redactor
  /** Hears of each event as it is kept. */
  readonly onEvent?: (connection: number, role: 'control' | 'data', event: TranscriptEvent) => void
}

/** Names a connection. Ids follow the plan of the run, not the clock. */
export interface NewConnection {
  readonly id: number
  readonly role: 'control' | 'data'
  /** The control connection that a data connection belongs to. */
  readonly control?: number
  readonly cell?: CellId
}

/** The connections of one run. */
export class Transcript {
  readonly redactor: Redactor
  readonly #options: TranscriptOptions
  readonly #started: number
  readonly #recorders = new Map<number, Recorder>()

  constructor(options: TranscriptOptions) {
    this.#options = options
    this.redactor = options.redactor
    this.#started = options.clock.now()
  }

  open(what: NewConnection): Recorder {
    if (this.#recorders.has(what.id)) throw new Error(`connection ${what.id} is in the transcript already`)
    const recorder = new Recorder(what, this.#options, this.#started)
    this.#recorders.set(what.id, recorder)
    return recorder
  }

  /** Plain JSON, sorted by id. */
  connections(): TranscriptConnection[] {
    return [...this.#recorders.values()].sort((a, b) => a.id - b.id).map(recorder => recorder.snapshot())
  }
}

/** Writes down one connection. */
export class Recorder {
  readonly id: number
  readonly #what: NewConnection
  readonly #options: TranscriptOptions
  readonly #started: number
  readonly #events: TranscriptEvent[] = []
  #bytesIn = 0
  #bytesOut = 0
  #addresses: { readonly local?: string; readonly remote?: string } = {}

  constructor(what: NewConnection, options: TranscriptOptions, started: number) {
    this.id = what.id
    this.#what = what
    this.#options = options
    this.#started = started
  }

  /** Keeps an event and returns its number. Behind the bound an event is only counted, in `dropped` of the last one. */
  note(
    kind: EventKind,
    what: { readonly text?: string; readonly bytes?: Buffer; readonly dropped?: number } = {},
  ): number {
    const { redactor } = this.#options
    const text = what.text === undefined ? undefined : redactor.text(what.text)
    const bytes = what.bytes === undefined ? undefined : redactor.bytes(what.bytes)
    if (bytes !== undefined && text === undefined && isPrintable(bytes)) {
      return this.#keep(kind, { text: bytes.toString('utf8') }, what.dropped)
    }
    return this.#keep(
      kind,
      { ...(text === undefined ? {} : { text }), ...(bytes && { bytes }) },
      what.dropped,
    )
  }

  /** A command. The arguments of PASS and ACCT stay out whatever the redactor knows. */
  sent(line: string): number {
    return this.note('send', {
      text: ['PASS', 'ACCT'].includes(verbOf(line)) ? line.replace(/^(\s*\S+\s).*$/s, '$1***') : line,
    })
  }

  /** A reply, one event a line. It is redacted as a whole, since a secret may be spread over its lines. */
  receivedReply(lines: readonly Buffer[]): void {
    for (const line of this.#options.redactor.reply(lines)) {
      this.#keep('receive', isUtf8(line) ? { text: line.toString('utf8') } : { bytes: line })
    }
  }

  count(direction: 'in' | 'out', bytes: number): void {
    if (direction === 'in') this.#bytesIn += bytes
    else this.#bytesOut += bytes
  }

  addresses(addresses: { readonly local?: string; readonly remote?: string }): void {
    this.#addresses = { ...this.#addresses, ...addresses }
  }

  /** Bytes that came, as the reader of replies sees them. */
  get bytesIn(): number {
    return this.#bytesIn
  }

  /** The number of the next event. */
  mark(): number {
    return this.#events.length + 1
  }

  /** What was noted since a mark; the last event when nothing was. */
  since(mark: number): Span {
    const last = Math.max(1, this.#events.length)
    return { connection: this.id, from: Math.max(1, Math.min(mark, last)), to: last }
  }

  all(): Span {
    return this.since(1)
  }

  snapshot(): TranscriptConnection {
    return {
      ...this.#what,
      ...this.#addresses,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
      events: this.#events.map(event => ({ ...event })),
    }
  }

  #keep(kind: EventKind, what: { readonly text?: string; readonly bytes?: Buffer }, dropped = 0): number {
    const { limits, clock, onEvent } = this.#options
    const last = this.#events.at(-1)
    if (last !== undefined && this.#events.length >= limits.transcriptEventsPerConnection) {
      last.dropped = (last.dropped ?? 0) + 1
      return last.n
    }
    const bound = limits.transcriptTextPerEvent
    const text = what.text === undefined ? undefined : cutText(what.text, bound)
    const bytes = what.bytes?.subarray(0, bound)
    const cut =
      dropped + byteLength(what.text) - byteLength(text) + (what.bytes?.length ?? 0) - (bytes?.length ?? 0)
    const event: TranscriptEvent = {
      n: this.#events.length + 1,
      t: Math.round(clock.now() - this.#started) / 1000,
      kind,
      ...(text === undefined ? {} : { text }),
      ...(bytes === undefined ? {} : { base64: bytes.toString('base64') }),
      ...(cut > 0 ? { dropped: cut } : {}),
    }
    this.#events.push(event)
    onEvent?.(this.id, this.#what.role, { ...event })
    return event.n
  }
}

/** The beginning of a text, never half a character; a lone surrogate, which is no text, becomes U+FFFD. */
function cutText(text: string, bound: number): string {
  const half = /[\ud800-\udbff]/.test(text.charAt(bound - 1)) ? 1 : 0
  const start = text.length <= bound ? text : text.slice(0, bound - half)
  return Buffer.from(start, 'utf8').toString('utf8')
}

function byteLength(text: string | undefined): number {
  return text === undefined ? 0 : Buffer.byteLength(text, 'utf8')
}

/** UTF-8 without control characters other than tab and line ends. */
function isPrintable(bytes: Buffer): boolean {
  return isUtf8(bytes) && !/[^\P{Cc}\t\r\n]/u.test(bytes.toString('utf8'))
}
