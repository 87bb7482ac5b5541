import type { SeenCell } from './cell.js'

/** Said now and then for other reasons (RFC 959 §4.2.2). */
const passing: readonly (number | null)[] = [421, 425, 426, 450]

/** The command is refused with the reply that it gets each time without PROT, or at C: as data in clear is. */
export function isRefusedAsClear(cell: SeenCell, cells: readonly SeenCell[]): boolean {
  const { reply, security } = cell
  if (!isRefusedCommand(cell) || reply === undefined || passing.includes(reply.code)) return false
  const clear = cells.filter(
    ({ protection, status, step, ...other }) =>
      other.security === security &&
      ['default', 'C'].includes(protection) &&
      status !== 'untested' &&
      !(status === 'refused' && step === 'prot'),
  )
  return (
    clear.length > 0 &&
    clear.every(
      other => isRefusedCommand(other) && other.reply?.code === reply.code && other.reply.text === reply.text,
    )
  )
}

function isRefusedCommand({ status, step }: SeenCell): boolean {
  return status === 'refused' && step === 'command'
}
