import type { CellStatus, SeenCell, WireForm } from '../../src/model/cell.js'
import { securities, wayOf, type CellId } from '../../src/model/matrix.js'
import { isRefusedAsClear } from '../../src/model/refused-as-clear.js'
import { compareSteps } from '../../src/model/step.js'
import type { Span } from '../../src/model/transcript.js'
import { Lane } from './lane.js'
import type { Table } from './look-at-way.js'

/** A way that was treated as if it were in clear although PROT P was taken, as the first transfer of a session of its own. */
export interface Afresh {
  readonly way: CellId
  readonly status: CellStatus
  readonly wire?: WireForm
  readonly evidence: readonly Span[]
}

const afreshLane = 15

/**
 * PROT holds until it is changed (RFC 2228 §3). Where behind another transfer of the same session data came in clear, or was refused
 * as clear data is, the server may have forgotten it: on a session of its own the way shows whether it was that. One way for each
 * method.
 */
export async function lookAfresh(table: Table): Promise<readonly Afresh[]> {
  const cells = [...table.tools.notebook.cells.values()]
  const looks: Afresh[] = []
  for (const security of securities) {
    const cell = cells.find(one => one.security === security && isForgottenBehindAnother(one, cells))
    if (cell === undefined) continue
    const lane = new Lane(table, { index: afreshLane, security, levels: ['P'], port: cell.port })
    const again = await lane.lookOnce(wayOf(cell.id))
    if (again === undefined) return looks
    const { status, wire, evidence } = again
    looks.push({ way: cell.id, status, ...(wire === undefined ? {} : { wire }), evidence })
  }
  return looks
}

function isForgottenBehindAnother(cell: SeenCell, cells: readonly SeenCell[]): boolean {
  const { security, protection, failure, wire } = cell
  if (security === 'none' || protection !== 'P') return false
  const isClear = failure === 'wrong-wire-form' && wire === 'clear'
  if (!isClear && !isRefusedAsClear(cell, cells)) return false
  const isOther = isClear ? isTransfer : isBegun
  return cells.some(other => other.protection === 'P' && isOther(other) && isBefore(other, cell))
}

function isTransfer({ status, step }: SeenCell): boolean {
  return status === 'works' || (step !== undefined && compareSteps(step, 'mode') > 0)
}

/** The command itself was taken. */
function isBegun({ status, step }: SeenCell): boolean {
  return status === 'works' || (step !== undefined && compareSteps(step, 'command') > 0)
}

/** On the same control connection. */
function isBefore(one: SeenCell, other: SeenCell): boolean {
  const [here, there] = [one.evidence[0], other.evidence[0]]
  return here !== undefined && here.connection === there?.connection && here.to < there.from
}
