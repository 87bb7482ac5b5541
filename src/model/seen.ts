import type { SeenCell } from './cell.js'
import type { Observation } from './observation.js'
import type { Target } from './target.js'

/** Probe id to the type of its value; each probe adds its own by declaration merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Values {}

/** Everything that was seen of a server: all that a finding may know. */
export interface Seen {
  readonly target: Target
  /** ISO 8601, UTC: "now" for every judgement, so that a replay judges as the run did. */
  readonly started: string
  readonly cells: readonly SeenCell[]
  of<Id extends keyof Values>(probe: Id): Observation<Values[Id]>
}
