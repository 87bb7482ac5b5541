import type { SeenCell } from '../../model/cell.js'
import type { Protection } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, isTested, passed, refusedAt, tlsMethods } from './cells.js'

/** The ways of one level on sessions with TLS that were looked at as far as PBSZ and PROT. */
export function tlsWays(seen: Seen, ...protections: readonly Protection[]): readonly SeenCell[] {
  return cellsOf(seen, { security: tlsMethods, protection: protections }).filter(
    cell => isTested(cell) && (passed(cell, 'features') || refusedAt(cell, 'pbsz', 'prot')),
  )
}

/** PROT was taken: the way came past it. */
export function isLevelTaken(cell: SeenCell): boolean {
  return passed(cell, 'prot')
}

/** PROT (or PBSZ before it) got a no. */
export function isLevelRefused(cell: SeenCell): boolean {
  return refusedAt(cell, 'pbsz', 'prot')
}

export function privateWorks(seen: Seen): boolean {
  return cellsOf(seen, { security: tlsMethods, protection: ['P'] }).some(cell => cell.status === 'works')
}
