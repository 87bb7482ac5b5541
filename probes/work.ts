import type { CellStatus, WireForm } from '../src/model/cell.js'
import type { CellId } from '../src/model/matrix.js'
import type { Reply } from '../src/model/reply.js'
import type { Failure, Step } from '../src/model/step.js'

/** One command tried on the first session. */
export interface WorkTry {
  readonly command: string
  readonly way: CellId
  readonly status: CellStatus
  readonly step?: Step
  readonly failure?: Failure
  readonly reply?: Reply
  readonly bytes?: number
  readonly wire?: WireForm
  /** The data connection stood when the command was answered: a port that takes connections. */
  readonly dataConnected: boolean
}

/** The work that all 80 ways do: chosen once. `command` is LIST also when nothing worked. */
export interface Work {
  readonly command: string
  readonly tries: readonly WorkTry[]
  /** Bytes of the chosen work; absent when nothing worked. */
  readonly bytes?: number
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly work: Work
  }
}
