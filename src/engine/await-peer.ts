import type { Listener } from '../net/listen.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import type { TransferReplies } from './transfer-replies.js'
import { changing, waitAny } from './wait-any.js'

export type Arrival = Awaited<ReturnType<Listener['accept']>>

/** Active mode: until the server comes, says no, or the deadline. After a final reply it gets a moment more, after a refusal none. */
export async function awaitPeer(
  context: EngineContext,
  control: ControlConnection,
  replies: TransferReplies,
  waiting: { readonly listener: Listener; readonly deadlineMs: number },
): Promise<Arrival> {
  const { clock, limits, signal } = context
  const { listener, deadlineMs } = waiting
  const enough = new AbortController()
  const accepting = listener.accept({ deadlineMs, clock, signal: AbortSignal.any([signal, enough.signal]) })
  const arrived = changing(accepting)
  let cancel: (() => void) | undefined
  let arrival: Arrival | undefined
  void accepting.then(result => {
    arrival = result
  })
  try {
    while (arrival === undefined) {
      await waitAny(context, [control, arrived], deadlineMs)
      replies.take()
      const over = replies.final !== undefined || !control.alive
      if (over) cancel ??= clock.after(replies.isNegative ? 0 : limits.deadlines.close, () => enough.abort())
    }
  } finally {
    cancel?.()
  }
  return accepting
}
