// Data connections in passive mode that stand for us, while the server knows nothing of them.
import type { SeenCell } from '../../model/cell.js'
import { isPassive } from '../../model/matrix.js'
import { replyClass } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { isBad } from './cells.js'
import { saysForeignPeer } from './foreign-peer.js'
import { valueOf } from './observed.js'

/** Bytes that are no TLS came on it, and the server says nothing of a transfer that it did: somebody else sent them. */
export function bytesOfOthers(seen: Seen): readonly SeenCell[] {
  return passiveBad(seen).filter(
    cell =>
      (cell.bytes ?? 0) > 0 &&
      cell.wire === 'clear' &&
      // Older reports do not say which replies came.
      setUpsOf(seen, cell).some(({ preliminary }) => preliminary !== undefined) &&
      !isCalledDone(seen, cell),
  )
}

/** It took our connection and sent not a byte, and the server says 425 without a 150: it waits for one that never comes. */
export function neverSeenThere(seen: Seen): readonly SeenCell[] {
  return passiveBad(seen).filter(
    cell =>
      cell.reply?.code === 425 &&
      cell.wire === undefined &&
      cell.step === 'command' &&
      !saysForeignPeer(cell.reply) &&
      setUpsOf(seen, cell).some(({ connect }) => connect === 'open') &&
      !isCalledBegun(seen, cell),
  )
}

/** The server said 150 or 125 on one of the looks at this way. */
export function isCalledBegun(seen: Seen, cell: SeenCell): boolean {
  return setUpsOf(seen, cell).some(({ preliminary }) => preliminary === true)
}

function passiveBad(seen: Seen): readonly SeenCell[] {
  return seen.cells.filter(cell => isBad(cell) && isPassive(cell.mode))
}

function isCalledDone(seen: Seen, cell: SeenCell): boolean {
  const replies = setUpsOf(seen, cell).map(({ afterwards }) => afterwards)
  return [...replies, cell.reply].some(reply => reply !== undefined && replyClass(reply) === 2)
}

function setUpsOf(seen: Seen, cell: SeenCell) {
  return valueOf(seen, 'matrix')?.setUps.filter(setUp => setUp.cell === cell.id) ?? []
}
