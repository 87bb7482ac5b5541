import { EngineError, Interrupted } from '../engine/engine-error.js'
import type { Probe, Tools } from '../engine/tools.js'
import { untested, type Observation } from '../model/observation.js'
import type { Fault } from '../model/report.js'

/** The one place that catches what a probe throws: the wire's failures become data, our own bugs become faults. */
export async function observe(
  probe: Probe,
  tools: Tools,
): Promise<{ readonly observation: Observation; readonly fault?: Fault; readonly stop?: Interrupted }> {
  try {
    return { observation: await probe.observe(tools) }
  } catch (error) {
    if (error instanceof Interrupted) return { observation: untested(error.reason), stop: error }
    if (error instanceof EngineError) {
      const { step, failure, reply } = error
      return {
        observation: {
          status: 'broken',
          step,
          failure,
          ...(reply === undefined ? {} : { reply }),
          evidence: [],
        },
      }
    }
    const message = tools.context.transcript.redactor.text(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    )
    return { observation: { status: 'crashed' }, fault: { probe: probe.id, message } }
  }
}
