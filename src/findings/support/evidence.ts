import type { SeenCell } from '../../model/cell.js'
import type { CellId } from '../../model/matrix.js'
import type { Span } from '../../model/transcript.js'

const enough = 12

/** Some evidence put together: each stretch once, and no more than a reader will follow. */
export function joinEvidence(...groups: readonly (readonly Span[])[]): readonly Span[] {
  const seen = new Map<string, Span>()
  for (const span of groups.flat()) {
    const key = [span.connection, span.from, span.to].join('/')
    if (!seen.has(key)) seen.set(key, span)
  }
  return [...seen.values()].slice(0, enough)
}

export function evidenceOf(cells: readonly SeenCell[]): readonly Span[] {
  return joinEvidence(...cells.map(cell => cell.evidence))
}

export function idsOf(cells: readonly SeenCell[]): readonly CellId[] {
  return cells.map(cell => cell.id)
}
