import type { Opened } from '../../src/engine/tools.js'
import { Lane } from './lane.js'
import type { Table } from './look-at-way.js'
import type { PlannedLane } from './plan-lanes.js'

export type TurnedAway = Extract<Opened, { is: 'turned-away' }>

/**
 * Runs the lanes, at most `concurrency` at once. A lane that found no room is put back and the concurrency is
 * halved; the last one standing tries alone and patiently.
 */
export async function runLanes(
  table: Table,
  lanes: readonly PlannedLane[],
  concurrency: number,
): Promise<TurnedAway | undefined> {
  const queue = [...lanes]
  const running = new Set<Promise<void>>()
  let allowed = Math.max(1, concurrency)
  let limit: TurnedAway | undefined

  const start = (planned: PlannedLane): void => {
    const alone = running.size === 0 && allowed === 1
    const { session, ...plan } = planned
    const work = new Lane(table, plan, session).run(alone).then(crowded => {
      if (crowded === undefined) return
      if (crowded.is === 'turned-away') limit ??= crowded
      allowed = Math.max(1, Math.floor(Math.min(allowed, running.size) / 2))
      queue.push(plan)
    })
    const settled = work.finally(() => {
      running.delete(settled)
      table.company.lanes = running.size
    })
    running.add(settled)
    table.company.lanes = running.size
  }

  try {
    for (;;) {
      for (
        let next = next0(queue, running.size, allowed);
        next !== undefined;
        next = next0(queue, running.size, allowed)
      )
        start(next)
      if (running.size === 0) return limit
      await Promise.race(running)
    }
  } finally {
    await Promise.allSettled(running)
  }
}

function next0(queue: PlannedLane[], running: number, allowed: number): PlannedLane | undefined {
  return running < allowed ? queue.shift() : undefined
}
