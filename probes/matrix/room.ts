import type { Seen } from '../../src/model/seen.js'

/** How many sessions of ours are known to stand at one time without one being turned away. */
export function roomOf(seen: Seen): number {
  const matrix = seen.of('matrix')
  if (matrix.status !== 'observed') return 1
  const { sessionLimit, turnedAway, sessionsAtOnce } = matrix.value
  return sessionLimit === undefined && turnedAway === undefined ? Math.max(1, sessionsAtOnce) : 1
}
