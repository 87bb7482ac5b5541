import { cellIds, type CellId } from '../model/matrix.js'

const perCell = 20
const perBlock = 100
const blocks = [
  'greeting',
  'auth',
  'login',
  'work',
  'resumption',
  'order',
  'clear-login',
  'resumption-tls13',
  'passive-address',
  'beside',
  'early-hello',
  'idle',
] as const
export type Block = (typeof blocks)[number]
const firstLane = (blocks.length + 1) * perBlock
const firstCell = firstLane + 20 * perBlock

/** Ids of connections by what they are for, never by who came first: two runs of one plan number them alike. */
export class ConnectionPlan {
  readonly #next = new Map<number, number>()

  /** The next connection of a probe. */
  of(block: Block): number {
    return this.#take((blocks.indexOf(block) + 1) * perBlock, perBlock)
  }

  /** The next control connection of one lane of the table. */
  lane(index: number): number {
    return this.#take(firstLane + index * perBlock, perBlock)
  }

  /** The next data connection of one way. */
  cell(id: CellId): number {
    return this.#take(firstCell + cellIds.indexOf(id) * perCell, perCell)
  }

  #take(base: number, size: number): number {
    const used = this.#next.get(base) ?? 0
    if (used >= size) throw new RangeError(`the plan has no further connection at ${base}`)
    this.#next.set(base, used + 1)
    return base + used
  }
}
