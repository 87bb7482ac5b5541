import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'

/** The data connection stood, the command was taken, and then no byte came, or none any more. */
export function isStalled({ status, step, failure }: SeenCell): boolean {
  return status === 'fails' && step === 'transfer' && failure === 'timeout'
}

/** Our hello on a data connection met silence, and no byte came before it or behind it. */
export function isMute({ status, step, failure, wire }: SeenCell): boolean {
  return status === 'fails' && step === 'data-handshake' && failure === 'timeout' && wire === 'none'
}

/** Clear data was owed: on a session without TLS, or at PROT C. */
function isClearOwed({ security, protection }: SeenCell): boolean {
  return security === 'none' || protection === 'C'
}

/**
 * Data connections stand, and nothing ever comes on any of them, where clear data was owed either: TLS is not what the
 * server, or something on the way, stumbles over.
 */
export function nothingComesAtAll(seen: Seen): boolean {
  const isSilent = (cell: SeenCell): boolean => (isStalled(cell) || isMute(cell)) && cell.wire === 'none'
  return (
    seen.cells.some(cell => isClearOwed(cell) && isSilent(cell)) &&
    !seen.cells.some(({ wire }) => wire === 'clear' || wire === 'tls' || wire === 'mixed')
  )
}
