import type { TurnedAway } from '../../../probes/matrix.js'
import type { SeenCell } from '../../model/cell.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

const withoutAWord = ['timeout', 'early-end', 'connection-reset', 'connection-refused', 'unreachable']

/** Stopped before it was logged in, by a method whose door was open when it was first tried. */
export function isAtTheDoor(seen: Seen, cell: SeenCell, { reply }: TurnedAway): boolean {
  const { step } = cell
  const isEarly = step === 'connect' || step === 'greeting' || step === 'handshake' || step === 'login'
  if (!isEarly || !wasOpen(seen, cell)) return false
  return cell.reply === undefined
    ? cell.failure !== undefined && withoutAWord.includes(cell.failure)
    : cell.reply.code === 421 || cell.reply.code === reply?.code
}

/** The method came so far when it was first tried; or the port greeted once, and then not even its turn came. */
function wasOpen(seen: Seen, { security, step }: SeenCell): boolean {
  if (valueOf(seen, 'auth')?.entries[security].status === 'open') return true
  const isAtPort = step === 'connect' || step === 'greeting'
  return isAtPort && security !== 'implicit' && valueOf(seen, 'greeting')?.explicit.service === 'ftp'
}
