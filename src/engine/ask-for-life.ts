import type { Reply } from '../model/reply.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'

/** What NOOP met where a reply is owed, and the owed reply itself, where it came late. */
export interface Life {
  /** Absent where the connection ended, or where one reply came that may be either's. */
  readonly noop?: 'answered' | 'silent'
  readonly late?: Reply
}

/**
 * NOOP (RFC 959 §4.1.3) tells a command that hangs from a connection that does. `isNoops` says of a reply that it cannot be the
 * owed one; where it may be, there must be two.
 */
export async function askForLife(
  { limits }: EngineContext,
  control: ControlConnection,
  isNoops: (reply: Reply) => boolean,
): Promise<Life> {
  if (!control.alive) return {}
  const patience = limits.silentLooks.preliminary + control.roundTripMs
  control.send('NOOP')
  const first = await control.hear(patience)
  if (first.is === 'quiet') return { noop: 'silent' }
  if (first.is === 'ended') return {}
  if (isNoops(first.reply)) return { noop: 'answered' }
  const second = await control.hear(patience)
  return { late: first.reply, ...(second.is === 'reply' ? { noop: 'answered' as const } : {}) }
}
