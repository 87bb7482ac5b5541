import type { Seen } from '../../src/model/seen.js'

/** How many sessions of ours are known to stand at one time without one being turned away. */
export function roomOf(seen: Seen): number {
  const matrix = seen.of('matrix')
  if (matrix.status !== 'observed' || matrix.value.sessionLimit !== undefined) return 1
  return Math.max(1, matrix.value.sessionsAtOnce)
}
