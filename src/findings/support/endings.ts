import type { Ending } from '../../model/cell.js'

/** The data came to an end that the server meant. `end` may be a RST behind the last byte, which took nothing away. */
export function endedWell(ended: Ending | undefined): boolean {
  return ended === 'close-notify' || ended === 'fin' || ended === 'end'
}
