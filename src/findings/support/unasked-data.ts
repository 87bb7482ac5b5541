import type { SeenCell } from '../../model/cell.js'
import { isPassive } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { isBad, isTested } from './cells.js'
import { isCalledBegun } from './elsewhere.js'
import { valueOf } from './observed.js'

/**
 * Passive data connections that stood and ended without a byte, while the server never said that it was done: all that came as
 * far, where none works. Whoever took them was not the server, or had no data.
 */
export function endedUnasked(seen: Seen): readonly SeenCell[] {
  const setUps = valueOf(seen, 'matrix')?.setUps ?? []
  const stood = new Set(setUps.filter(({ connect }) => connect === 'open').map(({ cell }) => cell))
  const passive = seen.cells.filter(cell => isTested(cell) && isPassive(cell.mode) && stood.has(cell.id))
  const ended = passive.filter(
    cell => isBad(cell) && (cell.bytes ?? 0) === 0 && isUnseen(seen, cell) && !isFarther(cell),
  )
  return passive.some(({ status }) => status === 'works') || ended.length < passive.length ? [] : ended
}

/** It said of no transfer that it began; or said so before anybody came, and then nothing, or that nobody did. */
function isUnseen(seen: Seen, cell: SeenCell): boolean {
  const code = cell.reply?.code
  return !isCalledBegun(seen, cell) || code === undefined || code === 425 || code === 421
}

/** The server was there at the other end. */
function isFarther({ wire, tls }: SeenCell): boolean {
  return wire === 'tls' || tls !== undefined
}
