import type { Clock } from './clock.js'

/** As much of a clock as waiting needs; tests hand in one that they turn themselves. */
export type Timer = Pick<Clock, 'now' | 'after'>

/** How long to wait, by whose clock, and who may call it off. */
export interface Patience {
  readonly deadlineMs: number
  readonly clock: Timer
  readonly signal: AbortSignal
}

export type Timed<T> =
  { readonly is: 'done'; readonly value: T } | { readonly is: 'timeout' } | { readonly is: 'aborted' }

/**
 * Waits for `work`, but not for ever. Timer and abort listener are gone when it settles. A rejection in time
 * is passed on; one that comes too late is swallowed, since nobody is there to hear it.
 */
export function within<T>(work: Promise<T>, patience: Patience): Promise<Timed<T>> {
  const { deadlineMs, clock, signal } = patience
  return new Promise<Timed<T>>((resolve, reject) => {
    const settle = (how: () => void) => {
      cancel()
      signal.removeEventListener('abort', onAbort)
      how()
    }
    const onAbort = () => settle(() => resolve({ is: 'aborted' }))
    const cancel = clock.after(deadlineMs, () => settle(() => resolve({ is: 'timeout' })))
    signal.addEventListener('abort', onAbort)
    work.then(
      value => settle(() => resolve({ is: 'done', value })),
      (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
    )
    if (signal.aborted) onAbort()
  })
}
