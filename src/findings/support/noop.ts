import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

/** What NOOP met behind the silence of these ways: `both` where it differs, undefined where nobody asked. */
export function noopBehind(
  seen: Seen,
  cells: readonly SeenCell[],
): 'answered' | 'silent' | 'both' | undefined {
  const ids = new Set(cells.map(({ id }) => id))
  const asked = (valueOf(seen, 'matrix')?.setUps ?? []).flatMap(({ cell, noop }) =>
    noop !== undefined && ids.has(cell) ? [noop] : [],
  )
  const [first] = asked
  return asked.every(noop => noop === first) ? first : 'both'
}
