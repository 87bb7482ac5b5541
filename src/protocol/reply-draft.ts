import { markOf, readReplyLine, type ReplyAnomaly, type ReplyMark } from './reply-line.js'

/** A reply as it came over the wire. */
export interface WireReply {
  /** Of the first line that is not empty; null when that line has none. */
  readonly code: number | null
  /** In order, without line ends and Telnet commands, otherwise untouched. */
  readonly lines: readonly Buffer[]
  readonly anomalies: readonly ReplyAnomaly[]
}

/** A reply whose end has not come yet. */
export class ReplyDraft {
  readonly #lines: Buffer[] = []
  readonly #raw: Buffer[] = []
  readonly #anomalies = new Set<ReplyAnomaly>()
  #opening: ReplyMark | undefined
  #endsWithOtherCode = false
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  get lineCount(): number {
    return this.#lines.length
  }

  /** The first line that is not empty, once it is here. */
  get opening(): ReplyMark | undefined {
    return this.#opening
  }

  /** The last line would end this reply if its code were that of the first. */
  get endsWithOtherCode(): boolean {
    return this.#endsWithOtherCode
  }

  /** The bytes as they came. */
  get raw(): readonly Buffer[] {
    return this.#raw
  }

  /** Adds a line with its line end; true when it completes the reply. */
  add(raw: Buffer): boolean {
    const { content, anomalies } = readReplyLine(raw)
    this.#raw.push(raw)
    this.#bytes += raw.length
    this.#lines.push(content)
    for (const anomaly of anomalies) this.#anomalies.add(anomaly)
    if (this.#opening !== undefined) return this.#continue(this.#opening, markOf(content))
    if (content.length > 0) return this.#open(markOf(content))
    this.#anomalies.add('empty-line')
    return false
  }

  /** Whether this line would complete the reply, without adding it. */
  wouldEndWith(raw: Buffer): boolean {
    const mark = markOf(readReplyLine(raw).content)
    return mark.kind === 'final' && mark.code === this.#opening?.code
  }

  finish(...anomalies: readonly ReplyAnomaly[]): WireReply {
    for (const anomaly of anomalies) this.#anomalies.add(anomaly)
    if (this.#opening === undefined) this.#anomalies.add('no-code')
    return { code: this.#opening?.code ?? null, lines: this.#lines, anomalies: [...this.#anomalies] }
  }

  #open(mark: ReplyMark): boolean {
    this.#opening = mark
    if (mark.code === null) this.#anomalies.add('no-code')
    else if (mark.code < 100 || mark.code > 599) this.#anomalies.add('code-out-of-range')
    return mark.kind !== 'opening'
  }

  /** RFC 959 §4.2: only the same code with a space ends it, whatever codes stand between. */
  #continue(opening: ReplyMark, mark: ReplyMark): boolean {
    if (mark.kind === 'final' && mark.code === opening.code) return true
    this.#endsWithOtherCode = mark.kind === 'final'
    if (this.#endsWithOtherCode) this.#anomalies.add('nested-code')
    return false
  }
}
