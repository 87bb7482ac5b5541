import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, tlsMethods } from './cells.js'

/** What nobody wanted to see. */
const unwanted: readonly (string | undefined)[] = ['not-selected', 'no-address-family']

/**
 * Whether a look came so far that it would have shown what a transfer does: inside TLS with PROT P where that was to be looked at, since
 * what goes well in clear says nothing of it; else anywhere.
 */
export function cameSoFar(seen: Seen, test: (cell: SeenCell) => boolean): boolean {
  const wanted = cellsOf(seen, { security: tlsMethods, protection: ['P'] }).filter(
    ({ status, reason }) => status !== 'untested' || !unwanted.includes(reason),
  )
  return (wanted.length > 0 ? wanted : seen.cells).some(test)
}
