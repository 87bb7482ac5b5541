// What is waited for on a data connection that stands, in the order of design section 6; the control connection is read meanwhile.
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import type { DataConnection, DataHello } from './data-connection.js'
import type { TransferReplies } from './transfer-replies.js'
import { changing, waitAny } from './wait-any.js'

/** A data connection beside its conversation. */
export interface DataLook {
  readonly context: EngineContext
  readonly control: ControlConnection
  readonly replies: TransferReplies
  readonly data: DataConnection
}

/** The preliminary reply, or anything that makes it needless, for so many milliseconds and a round trip. */
export async function awaitPreliminary(look: DataLook, patienceMs: number): Promise<void> {
  const { context, control, replies, data } = look
  const { clock } = context
  const until = clock.now() + patienceMs + control.roundTripMs
  for (;;) {
    replies.take()
    const answered = replies.preliminary !== undefined || replies.final !== undefined || !control.alive
    const left = until - clock.now()
    if (answered || data.bytes > 0 || data.ending !== undefined || left <= 0) return
    await waitAny(context, [control, data], left)
  }
}

/** A clear first byte shows an unprotected connection; silence lets our hello come. */
export async function lookInSilence(look: DataLook, afterMs: number): Promise<void> {
  const { context, control, replies, data } = look
  const { clock } = context
  const until = clock.now() + afterMs
  for (;;) {
    replies.take()
    const left = until - clock.now()
    if (data.bytes > 0 || data.ending !== undefined || replies.isNegative || left <= 0) return
    await waitAny(context, [control, data], left)
  }
}

/** Our hello, and what is to be said behind it; where a refusal comes meanwhile it is not waited for much longer. */
export async function shakeHands(
  look: DataLook,
  how: DataHello,
  behind?: () => Promise<void>,
): Promise<HandshakeOutcome> {
  const { context, control, replies, data } = look
  const { clock, signal, limits } = context
  const enough = new AbortController()
  const shaking = data.sayHello(how, AbortSignal.any([signal, enough.signal]))
  let outcome: HandshakeOutcome | undefined
  void shaking.then(result => {
    outcome = result
  })
  let stopLinger: (() => void) | undefined
  try {
    await behind?.()
    while (outcome === undefined) {
      await waitAny(context, [changing(shaking), control], limits.deadlines.hello)
      replies.take()
      if (replies.isNegative) stopLinger ??= clock.after(limits.deadlines.close, () => enough.abort())
    }
  } finally {
    stopLinger?.()
    enough.abort()
  }
  replies.take()
  return outcome
}

/** Data to its end. `stalledFor`: the milliseconds without a byte, where a deadline ended the wait. */
export async function readToEnd(
  look: DataLook,
  firstByteMs: number,
): Promise<{ readonly stalledFor?: number }> {
  const { context, control, replies, data } = look
  const { clock, limits } = context
  const started = clock.now()
  while (data.ending === undefined && !data.isHello && !data.isAlert) {
    replies.take()
    const patience = data.bytes === 0 ? firstByteMs : limits.deadlines.stall
    const since = data.bytes === 0 ? started : data.lastActivity
    const allowed = replies.final === undefined ? patience : Math.min(patience, afterFinal(look))
    const left = since + allowed - clock.now()
    if (left <= 0) return { stalledFor: allowed }
    await waitAny(context, [data, control], left)
  }
  return {}
}

/** Once the final reply is there, data that has not come hardly will. */
function afterFinal({ context, replies }: DataLook): number {
  const { deadlines } = context.limits
  return replies.isNegative ? deadlines.close : deadlines.dataConnect
}
