import type { SeenCell } from '../../model/cell.js'
import {
  isPassive,
  wayOf,
  type DataMode,
  type Protection,
  type Security,
  type Way,
} from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { compareSteps, type Step } from '../../model/step.js'

export const tlsMethods: readonly Security[] = ['implicit', 'auth-tls', 'auth-ssl']

/** TLS, PROT P, passive: what an ordinary client asks for. */
export function isOrdinary({ security, protection, dataMode }: Way): boolean {
  return tlsMethods.includes(security) && protection === 'P' && isPassive(dataMode)
}

export interface CellFilter {
  readonly security?: readonly Security[]
  readonly protection?: readonly Protection[]
  readonly mode?: readonly DataMode[]
}

/** The ways that fit every word given. */
export function cellsOf(seen: Seen, filter: CellFilter = {}): readonly SeenCell[] {
  return seen.cells.filter(
    cell =>
      (filter.security?.includes(cell.security) ?? true) &&
      (filter.protection?.includes(cell.protection) ?? true) &&
      (filter.mode?.includes(cell.mode) ?? true),
  )
}

/** Looked at, with a result that counts: neither left out nor disturbed. */
export function isTested(cell: SeenCell): boolean {
  return cell.status === 'works' || cell.status === 'refused' || cell.status === 'fails'
}

/** It did not come to its end. */
export function isBad(cell: SeenCell): boolean {
  return cell.status === 'refused' || cell.status === 'fails'
}

/** The way came past this step: what the step asks for was granted. */
export function passed(cell: SeenCell, step: Step): boolean {
  if (cell.status === 'works') return true
  return isBad(cell) && cell.step !== undefined && compareSteps(cell.step, step) > 0
}

/** Refused exactly at this step. */
export function refusedAt(cell: SeenCell, ...steps: readonly Step[]): boolean {
  return cell.status === 'refused' && cell.step !== undefined && steps.includes(cell.step)
}

/** The ways of ordinary clients, of which the verdict speaks. */
export function ordinaryWays(seen: Seen): readonly SeenCell[] {
  return seen.cells.filter(({ id }) => isOrdinary(wayOf(id)))
}

/** Ways of the methods given that failed, were refused or were left out because of what came before the login. */
export function cellsStoppedAt(
  seen: Seen,
  securities: readonly Security[],
  steps: readonly Step[],
): readonly SeenCell[] {
  return cellsOf(seen, { security: securities }).filter(
    cell => isBad(cell) && cell.step !== undefined && steps.includes(cell.step),
  )
}
