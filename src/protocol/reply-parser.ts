// Bytes in, replies out, nothing lost between: the one place that decides where a reply of RFC 959 §4.2 ends. It reads
// lazily, one reply at a take(), because what stands behind the 234 of AUTH TLS is not to be read as a reply but to be
// quoted as clear bytes where a handshake was due. What it gives out depends on the bytes only, never on their chunks.
import { LineQueue } from './line-queue.js'
import { ReplyDraft, type WireReply } from './reply-draft.js'
import type { ReplyAnomaly } from './reply-line.js'
import { ReplyOverrun } from './reply-overrun.js'

export type { ReplyAnomaly } from './reply-line.js'
export type { WireReply } from './reply-draft.js'

export interface ReplyBounds {
  /** Of one reply, line ends included. */
  readonly bytes: number
  readonly lines: number
}

/**
 * A streaming parser of replies (RFC 959 §4.2). Chunks belong to it once pushed. One reply never takes more than the
 * bounds; how many replies may wait unread is the caller's business, who takes them.
 */
export class ReplyParser {
  readonly #bounds: ReplyBounds
  readonly #queue = new LineQueue()
  #draft = new ReplyDraft()
  #overrun: ReplyOverrun | undefined

  constructor(bounds: ReplyBounds) {
    this.#bounds = bounds
  }

  push(chunk: Buffer): void {
    this.#queue.push(chunk)
    if (this.#overrun !== undefined) this.#swallow()
  }

  /** Exactly one complete reply, if there is one; what follows stays unread. */
  take(): WireReply | undefined {
    while (this.#overrun === undefined) {
      const line = this.#queue.next(this.#bounds.bytes - this.#draft.bytes)
      if (line === undefined) return undefined
      const reply = line.end ? this.#addLine(line.bytes) : this.#breakOff(line.bytes)
      if (reply !== undefined) return reply
    }
    return undefined
  }

  /** All unread bytes, as they came; the parser is empty afterwards. */
  rest(): Buffer {
    const all = Buffer.concat([...this.#draft.raw, this.#queue.drain()])
    this.#draft = new ReplyDraft()
    this.#overrun = undefined
    return all
  }

  /** How many bytes wait here: the caller stops reading when there are too many. */
  get unread(): number {
    return this.#draft.bytes + this.#queue.size
  }

  /** Bytes are here that are not taken: after a take() that gave nothing, the beginning of a reply. */
  hasPartial(): boolean {
    return this.unread > 0
  }

  /**
   * All that is here ends with a line that would end the reply if its code were that of the first line. RFC 959 says
   * that the reply goes on; if then nothing comes, end() need not wait for the whole deadline.
   */
  looksClosed(): boolean {
    return this.#draft.endsWithOtherCode && this.#queue.size === 0
  }

  /**
   * What is left at the end of the connection, or of the patience: a complete reply if one is still unread, else the
   * incomplete one as `unterminated`, or as `code-mismatch` where its last line ends it with another code.
   */
  end(): WireReply | undefined {
    const complete = this.take()
    if (complete !== undefined) return complete
    if (this.looksClosed()) return this.#giveOut('code-mismatch')
    if (!this.hasPartial()) return undefined
    const lastBytes = this.#queue.drain()
    if (lastBytes.length > 0) this.#draft.add(lastBytes)
    return this.#giveOut('unterminated')
  }

  /** Forgets the bytes of a line that has not ended; what waits before it is kept. */
  dropLineBegun(): void {
    const unread = this.#queue.drain()
    this.#queue.push(unread.subarray(0, unread.lastIndexOf(0x0a) + 1))
  }

  #addLine(raw: Buffer): WireReply | undefined {
    if (this.#draft.lineCount >= this.#bounds.lines) return this.#breakOff(raw)
    return this.#draft.add(raw) ? this.#giveOut() : undefined
  }

  /** The bounds are reached with this line: the reply goes out, what is left of it will be swallowed. */
  #breakOff(raw: Buffer): WireReply {
    const { opening, lineCount } = this.#draft
    const isWhole = raw.at(-1) === 0x0a
    if (opening === undefined && lineCount > 0) this.#queue.unread(raw)
    else if (isWhole)
      this.#overrun = this.#draft.wouldEndWith(raw) ? undefined : new ReplyOverrun(opening, none)
    else {
      this.#overrun = new ReplyOverrun(opening, raw)
      if (raw.length > 0) this.#draft.add(raw)
    }
    const reply = this.#giveOut('too-long')
    this.#swallow()
    return reply
  }

  #giveOut(...anomalies: readonly ReplyAnomaly[]): WireReply {
    const reply = this.#draft.finish(...anomalies)
    this.#draft = new ReplyDraft()
    return reply
  }

  #swallow(): void {
    while (this.#overrun !== undefined) {
      const chunk = this.#queue.shift()
      if (chunk === undefined) return
      const behind = this.#overrun.eat(chunk)
      if (behind === undefined) continue
      this.#overrun = undefined
      this.#queue.unread(behind)
    }
  }
}

const none = Buffer.alloc(0)
