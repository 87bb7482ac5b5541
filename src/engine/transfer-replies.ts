import { isNegative, replyClass, type Reply } from '../model/reply.js'
import type { ControlConnection } from './control-connection.js'

/** The replies to one data command: at most one preliminary that counts, and the final one (RFC 959 §4.2). */
export class TransferReplies {
  readonly #control: ControlConnection
  readonly #now: () => number
  #preliminary: Reply | undefined
  #preliminaryAt: number | undefined
  #final: Reply | undefined

  constructor(control: ControlConnection, now: () => number) {
    this.#control = control
    this.#now = now
  }

  get preliminary(): Reply | undefined {
    return this.#preliminary
  }

  /** Clock reading of when it was taken. */
  get preliminaryAt(): number | undefined {
    return this.#preliminaryAt
  }

  get final(): Reply | undefined {
    return this.#final
  }

  get isNegative(): boolean {
    return this.#final !== undefined && isNegative(this.#final)
  }

  /** A refusal of the command itself: nothing came before it. */
  get isRefusal(): boolean {
    return this.isNegative && this.#preliminary === undefined
  }

  /** Takes what has come, up to the final reply. */
  take(): void {
    while (this.#final === undefined) {
      const reply = this.#control.take()
      if (reply === undefined) return
      this.sort(reply)
    }
  }

  sort(reply: Reply): void {
    if (replyClass(reply) !== 1) this.#final = reply
    else if (this.#preliminary === undefined) {
      this.#preliminary = reply
      this.#preliminaryAt = this.#now()
    }
  }
}
