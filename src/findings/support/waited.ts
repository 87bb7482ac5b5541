import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

/** The longest that we waited on these ways, in seconds, and whether no look had its whole time; undefined where nobody noted it. */
export function waitedBehind(
  seen: Seen,
  cells: readonly SeenCell[],
): { readonly seconds: number; readonly hurried: boolean } | undefined {
  const ids = new Set(cells.map(({ id }) => id))
  const waits = (valueOf(seen, 'matrix')?.setUps ?? []).flatMap(({ cell, waited }) =>
    waited !== undefined && ids.has(cell) ? [waited] : [],
  )
  return waits.length === 0
    ? undefined
    : {
        seconds: Math.max(...waits.map(({ seconds }) => seconds)),
        hurried: waits.every(({ hurried }) => hurried),
      }
}
