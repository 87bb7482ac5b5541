import { performance } from 'node:perf_hooks'
import type { Clock } from './clock.js'

/**
 * A clock that runs only while this thread has nothing to do. Where client and server share one thread, a deadline by
 * this clock is a statement about silence and not about load: whatever is still on its way keeps the thread busy, and
 * a machine that is slow makes nothing late.
 */
export const idleClock: Clock = {
  now: idleMs,
  wall: () => new Date(),
  after(ms, then) {
    const until = idleMs() + ms
    let timer: NodeJS.Timeout
    const wait = (): void => {
      const left = until - idleMs()
      if (left <= 0) then()
      else timer = setTimeout(wait, Math.ceil(left))
    }
    timer = setTimeout(wait, ms)
    return () => clearTimeout(timer)
  },
}

function idleMs(): number {
  return performance.eventLoopUtilization().idle
}
