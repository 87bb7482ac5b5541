/** One probe, with those that it needs, on a scripted server. */
import type { Test } from 'tap'
import { probes } from '../../../probes/index.js'
import type { RunningServer } from '../../../fixtures/running-server.js'
import type { ScriptedFaults } from '../../../fixtures/scripted/scripted-faults.js'
import { startScripted, type ScriptedOptions } from '../../../fixtures/scripted/start-scripted.js'
import type { SeenCell } from '../../../src/model/cell.js'
import { limits, scaledDeadlines, type Limits } from '../../../src/model/limits.js'
import type { Observation } from '../../../src/model/observation.js'
import type { Values } from '../../../src/model/seen.js'
import type { CheckOptions } from '../../../src/run/check-options.js'
import { record } from '../../../src/run/record.js'

/** Deadlines divided; but time enough for the whole, also where other tests run. */
function scaled(factor: number): Limits {
  const short = scaledDeadlines(limits, factor)
  return { ...short, deadlines: { ...short.deadlines, whole: limits.deadlines.whole } }
}

export const shortLimits = scaled(20)
/** For looks that are to meet a deadline. */
export const hastyLimits = scaled(100)

export interface Observed<Value> {
  readonly seen: Observation<Value>
  readonly value: Value
  /** The value as `expected/` and `compare` know it. */
  readonly stable: unknown
  readonly cells: readonly SeenCell[]
  readonly server: RunningServer
}

export interface Setting {
  readonly faults?: ScriptedFaults
  readonly options?: Partial<CheckOptions>
  readonly started?: ScriptedOptions
}

/** What the probe brought home; it is a failure of the test when it did not observe, unless `value` is never looked at. */
export async function observe<Id extends keyof Values>(
  t: Test,
  id: Id,
  { faults = {}, options = {}, started = {} }: Setting = {},
): Promise<Observed<Values[Id]>> {
  const server = await startScripted(faults, started)
  t.teardown(() => server.close())
  const recording = await record(
    server.host,
    {
      port: server.port,
      ...(server.implicitPort === undefined ? {} : { implicitPort: server.implicitPort }),
      user: server.user,
      password: server.password,
      ca: server.ca,
      caName: 'the practice authority',
      limits: shortLimits,
      ...options,
    },
    probes.filter(probe => isNeeded(id, probe.id)),
  )
  t.same(recording.faults, [])
  const seen = recording.observations[id] as Observation<Values[Id]>
  const { cells } = recording
  const probe = probes.find(candidate => candidate.id === id)
  const value = (): Values[Id] => {
    if (seen.status !== 'observed') throw new Error(`${id} is ${JSON.stringify(seen)}`)
    return seen.value
  }
  return {
    seen,
    cells,
    server,
    get value() {
      return value()
    },
    get stable() {
      return JSON.parse(JSON.stringify(probe?.stable(value()))) as unknown
    },
  }
}

/** The probe itself, and what it needs or comes after. */
function isNeeded(id: string, candidate: string): boolean {
  if (id === candidate) return true
  const probe = probes.find(each => each.id === id)
  return [...(probe?.needs ?? []), ...(probe?.after ?? [])].some(need => isNeeded(need, candidate))
}
