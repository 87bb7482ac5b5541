import type { Reply } from '../model/reply.js'
import { askForLife, type Life } from './ask-for-life.js'
import type { EngineContext } from './context.js'
import type { ControlConnection } from './control-connection.js'
import type { TransferReplies } from './transfer-replies.js'
import { waitAny } from './wait-any.js'

/** Why there is no final reply in time, and what NOOP met behind it; one that came late is not taken yet. */
export interface NoFinalReply extends Life {
  readonly failure: 'timeout' | 'early-end'
}

/** Reads replies until the final one of a transfer, its end or so many milliseconds; undefined where it came. */
export async function awaitFinal(
  context: EngineContext,
  control: ControlConnection,
  replies: TransferReplies,
  patienceMs: number,
): Promise<NoFinalReply | undefined> {
  const { clock } = context
  const until = clock.now() + patienceMs
  for (;;) {
    replies.take()
    if (replies.final !== undefined) return undefined
    const left = until - clock.now()
    if (!control.alive || left <= 0) break
    await waitAny(context, [control], left)
  }
  const failure = control.alive ? 'timeout' : 'early-end'
  if (control.alive) control.recorder.note('deadline', { text: 'no final reply' })
  return { failure, ...(await askForLife(context, control, isNoReplyToData)) }
}

/** 200, or a NOOP that is not known: neither ends a transfer (RFC 959 §5.4). */
export function isNoReplyToData({ code }: Reply): boolean {
  return code === 200 || (code !== null && code >= 500 && code <= 504)
}
