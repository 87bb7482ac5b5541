import { isNoReplyToData } from './await-final.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'

const most = 3

/**
 * Behind a transfer that failed some servers say no twice, and the second no would pass for the next command's reply; and some
 * say 421 and stay. NOOP (RFC 959 §4.1.3) is sent, and replies are taken until its own. False where that does not come.
 */
export async function findStep({ limits }: EngineContext, control: ControlConnection): Promise<boolean> {
  if (!control.alive) return false
  const patience = limits.silentLooks.preliminary + control.roundTripMs
  control.drain()
  control.send('NOOP')
  for (let taken = 0; taken < most; taken += 1) {
    const heard = await control.hear(patience)
    if (heard.is !== 'reply') return false
    if (isNoReplyToData(heard.reply)) return control.stays()
  }
  return false
}
