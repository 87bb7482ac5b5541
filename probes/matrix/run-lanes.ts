import type { SessionLimit } from '../matrix.js'
import { Lane, type Crowded } from './lane.js'
import type { Table } from './look-at-way.js'
import type { PlannedLane } from './plan-lanes.js'

/**
 * Runs the lanes, at most `concurrency` at once. A lane that found no room is put back and the concurrency is halved;
 * the last one standing tries alone and patiently. That it was a limit is proved by its getting in later.
 */
export async function runLanes(
  table: Table,
  lanes: readonly PlannedLane[],
  concurrency: number,
): Promise<void> {
  const queue = [...lanes]
  const running = new Set<Promise<void>>()
  const turnedAway = new Map<number, SessionLimit>()
  let allowed = Math.max(1, concurrency)

  const start = ({ session, ...plan }: PlannedLane): void => {
    const lane = new Lane(table, plan, session)
    const isAlone = running.size === 0 && (allowed === 1 || turnedAway.has(plan.index))
    const work = lane.run(isAlone).then(crowded => {
      const before = turnedAway.get(plan.index)
      if (lane.gotIn && before !== undefined) table.sessionLimit ??= before
      if (crowded === undefined) return
      const limit = limitOf(crowded)
      if (limit !== undefined) turnedAway.set(plan.index, limit)
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

  /** Clear logins that were turned away may be against the rules: their password does not go out again in company. */
  const takeNext = (): PlannedLane | undefined => {
    if (running.size >= allowed) return undefined
    const at = queue.findIndex(
      ({ index, security }) => running.size === 0 || security !== 'none' || !turnedAway.has(index),
    )
    return at < 0 ? undefined : queue.splice(at, 1)[0]
  }

  try {
    for (;;) {
      for (let next = takeNext(); next !== undefined; next = takeNext()) start(next)
      if (running.size === 0) return
      await Promise.race(running)
    }
  } finally {
    await Promise.allSettled(running)
  }
}

/** Too many, told by a reply, or by a port that no longer takes or greets a connection. */
function limitOf(crowded: Crowded): SessionLimit | undefined {
  if (crowded.is === 'turned-away') return { at: crowded.at, reply: crowded.reply }
  const { step, failure } = crowded
  return step === 'connect' || step === 'greeting' ? { at: step, failure } : undefined
}
