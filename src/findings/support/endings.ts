import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'

/** The sizes that ways brought which came to their end, in bytes: every way sends the same command. */
function wholeSizes(seen: Seen): readonly number[] {
  return seen.cells.flatMap(({ status, bytes }) => (status === 'works' && bytes !== undefined ? [bytes] : []))
}

/** As many bytes, and more than none, as a way brought that came to its end: nothing is missing. */
export function isAsLongAsWhole(seen: Seen, { bytes = 0 }: SeenCell): boolean {
  return bytes > 0 && wholeSizes(seen).includes(bytes)
}

/**
 * The data came to an end that the server seems to have meant. In clear a FIN is one, and `end`, which may be a RST behind
 * the last byte, which took nothing away. Under TLS only close_notify is (RFC 8446 §6.1): what a process leaves behind that
 * dies is a FIN. As many bytes as elsewhere make up for it, and more bytes elsewhere prove a cut.
 */
export function endedWell(seen: Seen, cell: SeenCell): boolean {
  const { ended, wire, bytes = 0 } = cell
  if (isAsLongAsWhole(seen, cell)) return ended !== undefined && meant.includes(ended)
  if (wholeSizes(seen).some(size => size > bytes)) return false
  return ended === 'close-notify' || (wire !== 'tls' && (ended === 'fin' || ended === 'end'))
}

const meant: readonly SeenCell['ended'][] = ['close-notify', 'fin', 'end']
