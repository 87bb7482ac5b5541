import type { SeenCell } from '../model/cell.js'
import type { CellId } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { compareSteps, steps, type Step } from '../model/step.js'
import { isExpected } from './expected-refusals.js'
import { phaseOf, type Verdicted } from './judge-all.js'

export interface Attribution {
  /** Way to the finding that explains it. */
  readonly causes: ReadonlyMap<CellId, string>
  /** Failing or unexpectedly refused ways that no finding claims. */
  readonly unexplained: readonly SeenCell[]
}

/** Gives each failing way, and each refusal that is not expected, to the found finding that claims it. */
export function attribute(seen: Seen, found: readonly Verdicted[]): Attribution {
  const causes = new Map<CellId, string>()
  const unexplained: SeenCell[] = []
  for (const cell of seen.cells) {
    if (!needsCause(seen, cell)) continue
    const claimant = nearestClaimant(cell, found)
    if (claimant === undefined) unexplained.push(cell)
    else causes.set(cell.id, claimant.finding.id)
  }
  return { causes, unexplained }
}

export function needsCause(seen: Seen, cell: SeenCell): boolean {
  return (cell.status === 'fails' || cell.status === 'refused') && !isExpected(seen, cell)
}

function nearestClaimant(cell: SeenCell, found: readonly Verdicted[]): Verdicted | undefined {
  const claimants = found.filter(({ judgement }) => judgement.cells.includes(cell.id))
  return claimants.sort((a, b) => compareClaims(cell, a, b))[0]
}

function compareClaims(cell: SeenCell, a: Verdicted, b: Verdicted): number {
  return (
    distance(cell, phaseOf(a)) - distance(cell, phaseOf(b)) ||
    a.judgement.certainty.localeCompare(b.judgement.certainty) ||
    (a.finding.id < b.finding.id ? -1 : 1)
  )
}

/** A phase at or before the step is nearer than any behind it. */
function distance(cell: SeenCell, phase: Step): number {
  if (cell.step === undefined) return 0
  const behind = compareSteps(cell.step, phase)
  return behind >= 0 ? behind : steps.length - behind
}
