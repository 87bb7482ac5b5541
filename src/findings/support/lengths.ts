import type { SeenCell } from '../../model/cell.js'
import { isPassive, securities } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

/** Ways that brought less than others of their method, with the same command. */
export interface ShortWays {
  readonly short: readonly SeenCell[]
  /** The most that came, in bytes. */
  readonly whole: number
}

/** By method; those where each kind of way (level; passive or active) always brings the same, and there are two lengths. */
export function shortWays(seen: Seen): readonly ShortWays[] {
  return securities.flatMap(security => {
    const ended = seen.cells.filter(
      ({ security: own, status, bytes, ended }) =>
        own === security && status === 'works' && bytes !== undefined && ended !== 'cut-by-us',
    )
    const whole = Math.max(0, ...ended.map(({ bytes = 0 }) => bytes))
    const short = ended.filter(({ bytes = 0 }) => bytes < whole)
    return short.length > 0 && isByKind(ended) && isOneLength(short) ? [{ short, whole }] : []
  })
}

/** Looked at again, one behind the other, both came out as before; undefined where nobody looked. */
export function isShortAgain(seen: Seen): boolean | undefined {
  const lengths = valueOf(seen, 'matrix')?.lengths
  if (lengths === undefined) return undefined
  return [lengths.short, lengths.long].every(({ bytes, again }) => bytes === again)
}

function isByKind(cells: readonly SeenCell[]): boolean {
  const kinds = new Map<string, SeenCell[]>()
  for (const cell of cells) {
    const kind = [cell.protection, isPassive(cell.mode)].join(' ')
    kinds.set(kind, [...(kinds.get(kind) ?? []), cell])
  }
  return [...kinds.values()].every(isOneLength)
}

function isOneLength(cells: readonly SeenCell[]): boolean {
  return new Set(cells.map(({ bytes }) => bytes)).size === 1
}
