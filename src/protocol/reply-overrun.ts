import { markOf, type ReplyMark } from './reply-line.js'
import { withoutTelnet } from './telnet.js'

const LF = 0x0a
/** Enough of a line to know its code, Telnet commands before it included. */
const HEAD_BYTES = 16

/** The rest of a reply that was too long: read to its end, of which only the first bytes of the current line are kept. */
export class ReplyOverrun {
  #head: Buffer
  #opening: ReplyMark | undefined

  /** `lineSoFar` is what of the current line came already; `opening` is undefined when that is the first line. */
  constructor(opening: ReplyMark | undefined, lineSoFar: Buffer) {
    this.#opening = opening
    this.#head = Buffer.from(lineSoFar.subarray(0, HEAD_BYTES))
  }

  /** Swallows a chunk; what stands behind the end of the reply comes back, undefined while the end has not come. */
  eat(chunk: Buffer): Buffer | undefined {
    for (let from = 0; from < chunk.length;) {
      const at = chunk.indexOf(LF, from)
      const end = at < 0 ? chunk.length : at
      const room = HEAD_BYTES - this.#head.length
      if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(from, Math.min(end, from + room))])
      if (at < 0) return undefined
      from = at + 1
      if (this.#endsHere()) return chunk.subarray(from)
    }
    return undefined
  }

  #endsHere(): boolean {
    const mark = markOf(withoutTelnet(this.#head).bytes)
    this.#head = Buffer.alloc(0)
    if (this.#opening !== undefined) return mark.kind === 'final' && mark.code === this.#opening.code
    this.#opening = mark
    return mark.kind !== 'opening'
  }
}
