import type { Reply } from '../model/reply.js'
import type { Failure, Step } from '../model/step.js'
import type { ProxyAnswer } from '../net/proxy.js'

/** The wire went wrong at `step`. A reply, however negative, is never one of these: it is a fact. */
export class EngineError extends Error {
  override readonly name = 'EngineError'

  constructor(
    readonly step: Step,
    readonly failure: Failure,
    readonly detail: string,
    readonly reply?: Reply,
    /** Where a proxy was to connect, and did not. */
    readonly proxy?: ProxyAnswer,
  ) {
    super(`${failure} at ${step}: ${detail}`)
  }
}

/** The run was told to stop: by the user, or because its time is used up. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'

  constructor(readonly reason: 'interrupted' | 'time-budget') {
    super(reason)
  }
}

/** The reason that the run's own abort signals carry. */
export function interruptedBy(signal: AbortSignal): Interrupted {
  return signal.reason instanceof Interrupted ? signal.reason : new Interrupted('interrupted')
}
