import type { CellStatus, SeenCell, WireForm } from '../../src/model/cell.js'
import { securities, wayOf, type CellId } from '../../src/model/matrix.js'
import { compareSteps } from '../../src/model/step.js'
import type { Span } from '../../src/model/transcript.js'
import { Lane } from './lane.js'
import type { Table } from './look-at-way.js'

/** A way that brought clear data although PROT P was taken, as the first transfer of a session of its own. */
export interface Afresh {
  readonly way: CellId
  readonly status: CellStatus
  readonly wire?: WireForm
  readonly evidence: readonly Span[]
}

const afreshLane = 15

/**
 * PROT holds until it is changed (RFC 2228 §3). Where data came in clear behind another transfer of the same session, the server
 * may have forgotten it: on a session of its own the way shows whether it was that. One way for each method.
 */
export async function lookAfresh(table: Table): Promise<readonly Afresh[]> {
  const cells = [...table.tools.notebook.cells.values()]
  const looks: Afresh[] = []
  for (const security of securities) {
    const cell = cells.find(one => one.security === security && isClearBehindAnother(one, cells))
    if (cell === undefined) continue
    const lane = new Lane(table, { index: afreshLane, security, levels: ['P'], port: cell.port })
    const again = await lane.lookOnce(wayOf(cell.id))
    if (again === undefined) return looks
    const { status, wire, evidence } = again
    looks.push({ way: cell.id, status, ...(wire === undefined ? {} : { wire }), evidence })
  }
  return looks
}

function isClearBehindAnother(cell: SeenCell, cells: readonly SeenCell[]): boolean {
  const { security, protection, failure, wire } = cell
  if (security === 'none' || protection !== 'P' || failure !== 'wrong-wire-form' || wire !== 'clear')
    return false
  return cells.some(other => other.protection === 'P' && isTransfer(other) && isBefore(other, cell))
}

function isTransfer({ status, step }: SeenCell): boolean {
  return status === 'works' || (step !== undefined && compareSteps(step, 'mode') > 0)
}

/** On the same control connection. */
function isBefore(one: SeenCell, other: SeenCell): boolean {
  const [here, there] = [one.evidence[0], other.evidence[0]]
  return here !== undefined && here.connection === there?.connection && here.to < there.from
}
