import type { Wishes } from '../engine/tools.js'
import type { Limits } from '../model/limits.js'

/** Milliseconds for a whole check: a silence that was asked for takes nothing from the other looks. */
export function longestOf({ deadlines }: Limits, { audit }: Wishes): number {
  return deadlines.whole + (audit ? deadlines.idle : 0)
}
