import { probes } from '../../../probes/index.js'
import { startServer, type StartOptions } from '../../../fixtures/start-server.js'
import type { Behaviour } from '../../model/expectation.js'
import { limits, scaledDeadlines, type Limits } from '../../model/limits.js'
import { idleClock } from '../../net/idle-clock.js'
import { check } from '../check.js'
import { behaviourOf } from './behaviour.js'

/** For every way one, and as many again: sessions side by side race for the last of a smaller budget. */
const enoughLogins = 160

/** Servers that are silent everywhere cost so much without scaled deadlines. */
const longestLookMs = 10 * limits.deadlines.whole

/** One server to be looked at, and how. */
export interface Job {
  readonly server: string
  /** Deadlines are divided by this. */
  readonly scale: number
  readonly faults?: StartOptions['faults']
}

/** What the look brought; faults are crashes of ours. */
export interface Looked {
  readonly behaviour: Behaviour
  readonly faults: readonly string[]
}

/** Starts a bundled server in this thread and checks it, with everything allowed that makes it show itself. */
export async function lookAt({ server: id, scale, faults }: Job): Promise<Looked> {
  await using server = await startServer(id, {
    // As long for us as its delays are for a client with the usual deadlines, and by the same clock.
    after: (milliseconds, then) => idleClock.after(milliseconds / scale, then),
    ...(faults === undefined ? {} : { faults }),
  })
  const report = await check(server.host, {
    port: server.port,
    ...(server.implicitPort === undefined ? {} : { implicitPort: server.implicitPort }),
    user: server.user,
    password: server.password,
    ca: server.ca,
    allowClearLogin: true,
    loginBudget: enoughLogins,
    clock: idleClock,
    limits: limitsFor(scale),
  })
  return {
    behaviour: behaviourOf(id, report, probes),
    faults: report.faults.map(({ probe, message }) => `${probe}: ${message}`),
  }
}

/** No budget ends a look: what is left out then would depend on which session came first. */
function limitsFor(scale: number): Limits {
  const scaled = scaledDeadlines(limits, scale)
  return { ...scaled, deadlines: { ...scaled.deadlines, whole: longestLookMs } }
}
