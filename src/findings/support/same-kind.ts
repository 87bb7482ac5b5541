import type { SeenCell } from '../../model/cell.js'
import { isPassive } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'

/** Ways that ask the same of the server: same method, same level, both passive or both active; these ways among them. */
export function sameKind(seen: Seen, cells: readonly SeenCell[]): readonly SeenCell[] {
  const kinds = new Set(cells.map(kindOf))
  return seen.cells.filter(cell => kinds.has(kindOf(cell)))
}

function kindOf({ security, protection, mode }: SeenCell): string {
  return [security, protection, isPassive(mode)].join(' ')
}

/** Of these ways or their like none came to its end: it was no accident. */
export function neverWorks(seen: Seen, cells: readonly SeenCell[]): boolean {
  return sameKind(seen, cells).every(({ status }) => status !== 'works')
}

/** How many control connections these ways were seen on. */
export function connectionsOf(cells: readonly SeenCell[]): number {
  return new Set(cells.map(({ evidence }) => evidence[0]?.connection)).size
}
