import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, isBad } from './cells.js'
import { evidenceOf, idsOf, joinEvidence } from './evidence.js'
import type { Port } from './ports.js'
import { endpoint } from './words.js'

/** Ways that never got an address to dial. */
export function cellsStuckAtResolve(seen: Seen): readonly SeenCell['id'][] {
  const stuck = seen.cells.filter(cell => (isBad(cell) && cell.step === 'resolve') || isUnreached(cell))
  return idsOf(stuck)
}

function isUnreached(cell: SeenCell): boolean {
  return cell.status === 'untested' && cell.reason === 'not-reachable'
}

/** Ways of some ports that ended at the connection, or were left out because there was none. */
export function cellsStuckAtConnect(seen: Seen, ports: readonly Port[]): readonly SeenCell[] {
  return cellsOf(seen, { security: ports.flatMap(port => port.methods) }).filter(
    cell => (isBad(cell) && cell.step === 'connect') || isUnreached(cell),
  )
}

/** What a judgement about some ports says of its ways. */
export function claim(
  seen: Seen,
  ports: readonly Port[],
): { readonly cells: readonly SeenCell['id'][]; readonly evidence: SeenCell['evidence'] } {
  const cells = cellsStuckAtConnect(seen, ports)
  return { cells: idsOf(cells), evidence: [...joinEvidence(evidenceOf(cells))] }
}

/** `203.0.113.7:21` for each port. */
export function endpoints(seen: Seen, ports: readonly Port[]): readonly string[] {
  const host = seen.target.address ?? seen.target.host
  return ports.map(({ look }) => endpoint(host, look.port))
}
