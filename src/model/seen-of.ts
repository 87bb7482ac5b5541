import type { Observation } from './observation.js'
import type { Recording } from './report.js'
import type { Seen, Values } from './seen.js'

/** A recording as the findings see it. A probe that left nothing behind is untested, never absent. */
export function seenOf(recording: Pick<Recording, 'target' | 'started' | 'cells' | 'observations'>): Seen {
  return {
    target: recording.target,
    started: recording.started,
    cells: recording.cells,
    of: <Id extends keyof Values>(probe: Id) =>
      (recording.observations[probe] ?? { status: 'untested', reason: 'not-reachable' }) as Observation<
        Values[Id]
      >,
  }
}
