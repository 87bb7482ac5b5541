import type { SeenCell } from '../../model/cell.js'
import type { DataMode } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, isTested, passed, refusedAt, tlsMethods } from './cells.js'
import { isRefusedForProtection } from './protection.js'

/**
 * The ways of some modes that came as far as setting up a data connection, inside TLS where any did, and without
 * those that were refused only because their data would be clear.
 */
export function setUpWays(seen: Seen, ...modes: readonly DataMode[]): readonly SeenCell[] {
  const reached = reachedWays(seen, ...modes)
  const inside = reached.filter(cell => tlsMethods.includes(cell.security))
  return inside.length > 0 ? inside : reached
}

/** The same with and without TLS. */
export function reachedWays(seen: Seen, ...modes: readonly DataMode[]): readonly SeenCell[] {
  return cellsOf(seen, { mode: modes }).filter(
    cell => isTested(cell) && passed(cell, 'prot') && !isRefusedForProtection(seen, cell),
  )
}

export interface ModeUse {
  readonly refused: readonly SeenCell[]
  readonly taken: readonly SeenCell[]
  readonly all: readonly SeenCell[]
  /** The refused ways of every method: what is judged inside TLS is true of the clear ways too. */
  readonly claimed: readonly SeenCell[]
}

/** How one set-up command was received over all ways. */
export function useOf(seen: Seen, mode: DataMode): ModeUse {
  const all = setUpWays(seen, mode)
  return {
    all,
    refused: all.filter(cell => refusedAt(cell, 'mode')),
    taken: all.filter(cell => passed(cell, 'mode')),
    claimed: reachedWays(seen, mode).filter(cell => refusedAt(cell, 'mode')),
  }
}

/** Every way of this mode got a no to the set-up command. */
export function isAlwaysRefused(use: ModeUse): boolean {
  return use.refused.length > 0 && use.refused.length === use.all.length
}
