import type { EngineContext } from './context.js'
import { interruptedBy } from './engine-error.js'

/** Something that can tell when it has changed. */
export interface Changing {
  changed(): { readonly promise: Promise<void>; cancel(): void }
}

/** Waits until one of the parties changes, at most `ms`. Nothing stays behind. */
export async function waitAny(
  context: EngineContext,
  parties: readonly Changing[],
  ms: number,
): Promise<void> {
  const { clock, signal } = context
  throwIfAborted(signal)
  const changes = parties.map(party => party.changed())
  await new Promise<void>(resolve => {
    const done = (): void => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(Math.max(0, ms), done)
    signal.addEventListener('abort', done, { once: true })
    for (const { promise } of changes) void promise.then(done)
  })
  for (const change of changes) change.cancel()
  throwIfAborted(signal)
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw interruptedBy(signal)
}

/** A promise as a party to `waitAny`. */
export function changing(work: Promise<unknown>): Changing {
  const promise = work.then(
    () => undefined,
    () => undefined,
  )
  return { changed: () => ({ promise, cancel: () => undefined }) }
}
