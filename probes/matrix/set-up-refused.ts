import type { SeenCell } from '../../src/model/cell.js'
import { replyClass } from '../../src/model/reply.js'
import { compareSteps } from '../../src/model/step.js'
import type { Table } from './look-at-way.js'

/** Refused beside other sessions of ours, and taken on another way: a passive range that they had used up looks so, and so does a level that is not allowed. */
export function isCrowdedOut(table: Table, cell: SeenCell): boolean {
  return (
    isTakenElsewhere(table, cell) &&
    table.setUps.some(setUp => setUp.cell === cell.id && (setUp.beside ?? 0) > 0)
  )
}

/** Refused for now (RFC 959 §4.2.1: 4yz), also alone, and taken on another way: a range that our own transfers have used up looks so. */
export function mayBeUsedUp(table: Table, cell: SeenCell): boolean {
  return cell.reply !== undefined && replyClass(cell.reply) === 4 && isTakenElsewhere(table, cell)
}

/** The same set-up was refused here and taken on another way, both inside TLS or both in clear. */
function isTakenElsewhere({ tools }: Table, { security, status, step, mode }: SeenCell): boolean {
  if (status !== 'refused' || step !== 'mode') return false
  return [...tools.notebook.cells.values()].some(
    other => (other.security === 'none') === (security === 'none') && other.mode === mode && isSetUp(other),
  )
}

function isSetUp({ status, step }: SeenCell): boolean {
  if (status === 'works') return true
  return (status === 'refused' || status === 'fails') && step !== undefined && compareSteps(step, 'mode') > 0
}
