/** Time as the engine sees it; tests hand in another one. `now` is monotonic milliseconds. */
export interface Clock {
  now(): number
  wall(): Date
  /** Calls `then` once after `ms`, unless the returned function is called before. */
  after(ms: number, then: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => new Date(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}
