import type { SeenCell } from '../../model/cell.js'
import type { Severity } from '../../model/finding.js'
import { wayOf } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { isOrdinary, ordinaryWays } from './cells.js'
import { isOpen } from './ports.js'

/** Error for what stops an ordinary client; a warning while such a client gets through, or loses only AUTH SSL beside AUTH TLS. */
export function severityOfWays(seen: Seen, cells: readonly SeenCell[]): Severity {
  const isBesideTls = cells.some(cell => isAuthSslBesideTls(seen, cell))
  if (cells.some(cell => isOrdinary(wayOf(cell.id)) && !isAuthSslBesideTls(seen, cell))) return 'error'
  return isBesideTls || ordinaryWays(seen).some(({ status }) => status === 'works') ? 'warning' : 'error'
}

function isAuthSslBesideTls(seen: Seen, { security }: SeenCell): boolean {
  return security === 'auth-ssl' && isOpen(seen, 'auth-tls')
}
