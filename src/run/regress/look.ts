import { probes } from '../../../probes/index.js'
import { servers } from '../../../fixtures/servers/index.js'
import type { RunningServer } from '../../../fixtures/running-server.js'
import { startFixture } from '../../../fixtures/start-fixture.js'
import { startServer, type StartOptions } from '../../../fixtures/start-server.js'
import type { Behaviour } from '../../model/expectation.js'
import type { Fixture } from '../../model/fixture.js'
import { limits, scaledDeadlines, type Limits } from '../../model/limits.js'
import type { Report } from '../../model/report.js'
import { idleClock } from '../../net/idle-clock.js'
import type { CheckOptions } from '../check-options.js'
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
  const audit = servers.some(known => known.id === id && known.audit === true)
  const report = await checkOwn(server, { allowClearLogin: true, audit, limits: limitsFor(scale) })
  return { behaviour: behaviourOf(id, report, probes), faults: faultsIn(report) }
}

/** The same of a server made from a recording, looked at as the recording was made. */
export async function lookAtFixture(
  id: string,
  fixture: Fixture,
  { signal, scale }: { readonly signal?: AbortSignal | undefined; readonly scale: number },
): Promise<Looked & { readonly report: Report }> {
  const { clearLogin, trustAll, overIPv6 } = fixture.look
  await using server = await startFixture(fixture, { id, ...(overIPv6 ? { host: '::1' } : {}) })
  const report = await checkOwn(server, {
    allowClearLogin: clearLogin,
    insecure: trustAll,
    limits: limitsFor(scale),
    ...(signal && { signal }),
  })
  return { behaviour: behaviourOf(id, report, probes), faults: faultsIn(report), report }
}

function checkOwn(server: RunningServer, options: CheckOptions): Promise<Report> {
  const { host, port, implicitPort, user, password, ca } = server
  return check(host, {
    port,
    ...(implicitPort === undefined ? {} : { implicitPort }),
    ...{ user, password, ca },
    loginBudget: enoughLogins,
    clock: idleClock,
    ...options,
  })
}

function faultsIn({ faults }: Report): readonly string[] {
  return faults.map(({ probe, message }) => `${probe}: ${message}`)
}

/** No budget ends a look: what is left out then would depend on which session came first. */
function limitsFor(scale: number): Limits {
  const scaled = scaledDeadlines(limits, scale)
  return { ...scaled, deadlines: { ...scaled.deadlines, whole: longestLookMs } }
}
