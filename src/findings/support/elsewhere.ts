// Data connections in passive mode that stand for us, while the server knows nothing of them.
import type { SeenCell } from '../../model/cell.js'
import { isPassive } from '../../model/matrix.js'
import { replyClass, type Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { isBad } from './cells.js'
import { saysForeignPeer } from './foreign-peer.js'
import { valueOf } from './observed.js'

/**
 * Bytes in clear where TLS was agreed, while the server says nothing of a transfer, or that nobody came: somebody else sent
 * them. What comes besides at other levels, without a word of the server, is of the same origin.
 */
export function bytesOfOthers(seen: Seen): readonly SeenCell[] {
  const unspoken = passiveBad(seen).filter(
    cell =>
      (cell.bytes ?? 0) > 0 && cell.wire === 'clear' && isKnown(seen, cell) && !isCalledDone(seen, cell),
  )
  const unasked = unspoken.filter(
    cell =>
      cell.failure === 'wrong-wire-form' &&
      (!isCalledBegun(seen, cell) || repliesBehind(seen, cell).some(saysNobodyCame)),
  )
  if (unasked.length === 0) return []
  return unspoken.filter(cell => unasked.includes(cell) || !isCalledBegun(seen, cell))
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

/** A 2yz came behind a look at this way. */
export function isCalledDone(seen: Seen, cell: SeenCell): boolean {
  return repliesBehind(seen, cell).some(reply => replyClass(reply) === 2)
}

/** RFC 959 §4.2.2: no data connection was opened, or the server gives up. */
function saysNobodyCame({ code }: Reply): boolean {
  return code === 425 || code === 421
}

function repliesBehind(seen: Seen, cell: SeenCell): readonly Reply[] {
  return [cell, ...setUpsOf(seen, cell).map(({ afterwards: reply }) => ({ reply }))].flatMap(
    ({ reply }) => reply ?? [],
  )
}

/** Older reports do not say which replies came. */
function isKnown(seen: Seen, cell: SeenCell): boolean {
  return setUpsOf(seen, cell).some(({ preliminary }) => preliminary !== undefined)
}

function setUpsOf(seen: Seen, cell: SeenCell) {
  return valueOf(seen, 'matrix')?.setUps.filter(setUp => setUp.cell === cell.id) ?? []
}
