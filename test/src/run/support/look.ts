/** Runs `check` on a scripted server as a user would, and says in few words what came out. */
import type { Test } from 'tap'
import type { RunningServer } from '../../../../fixtures/running-server.js'
import type { ScriptedFaults } from '../../../../fixtures/scripted/scripted-faults.js'
import { startScripted, type ScriptedOptions } from '../../../../fixtures/scripted/start-scripted.js'
import type { SeenCell } from '../../../../src/model/cell.js'
import { limits as usual, scaledDeadlines, type Limits } from '../../../../src/model/limits.js'
import { dataModes, protections, securities } from '../../../../src/model/matrix.js'
import { idleClock } from '../../../../src/net/idle-clock.js'
import type { Report } from '../../../../src/model/report.js'
import type { Span } from '../../../../src/model/transcript.js'
import { check } from '../../../../src/run/check.js'
import type { CheckOptions } from '../../../../src/run/check-options.js'

const short = scaledDeadlines(usual, 20)
/** Deadlines twenty times shorter; the whole check has its time, also on a busy machine. Silent looks are as always. */
export const shortLimits: Limits = { ...short, deadlines: { ...short.deadlines, whole: 30_000 } }

export interface Look {
  readonly report: Report
  readonly server: RunningServer
}

type More = Partial<CheckOptions> | ((server: RunningServer) => Partial<CheckOptions>)

/** What a user of this server would give. */
export function optionsFor(server: RunningServer): CheckOptions {
  return {
    port: server.port,
    ...(server.implicitPort === undefined ? {} : { implicitPort: server.implicitPort }),
    user: server.user,
    password: server.password,
    ca: server.ca,
    limits: shortLimits,
    // The server is in this thread: what is on its way is not late, however busy the machine is.
    clock: idleClock,
  }
}

/** Looks at a server with these faults; clear logins are not allowed unless `more` says so. */
export async function look(
  t: Test,
  faults: ScriptedFaults = {},
  more: More = {},
  started: ScriptedOptions = {},
): Promise<Look> {
  const server = await startScripted(faults, started)
  t.teardown(() => server.close())
  const extra = typeof more === 'function' ? more(server) : more
  const report = await check(server.host, { ...optionsFor(server), ...extra })
  return { report, server }
}

/** What each method and level came to: one word for all four modes, or one for passive and one for active, or one each. */
export function outcomes(report: Report): Readonly<Record<string, string>> {
  const table: Record<string, string> = {}
  for (const security of securities)
    for (const protection of protections) {
      const cells = report.cells.filter(cell => cell.security === security && cell.protection === protection)
      const words = dataModes.map(mode => wordOf(cells.find(cell => cell.mode === mode)))
      table[`${security}/${protection}`] =
        [...new Set(words)].length === 1 ? (words[0] ?? '') : modesIn(words)
    }
  return table
}

function modesIn([pasv, epsv, port, eprt]: readonly string[]): string {
  return pasv === epsv && port === eprt
    ? `passive ${pasv}, active ${port}`
    : [pasv, epsv, port, eprt].join(', ')
}

function wordOf(cell: SeenCell | undefined): string {
  if (cell === undefined) return 'missing'
  const { status, step, failure, reply, reason, wire } = cell
  const words = [step, failure, reply?.code, reason, status === 'works' ? wire : undefined]
  return [status, ...words].filter(word => word !== undefined && word !== null).join(' ')
}

/** The whole of one method in one line; for tests that look at little else. */
export function methodOutcomes(report: Report): Readonly<Record<string, readonly string[]>> {
  const all = Object.entries(outcomes(report))
  return Object.fromEntries(
    securities.map(security => [
      security,
      [...new Set(all.flatMap(([id, word]) => (id.startsWith(`${security}/`) ? [word] : [])))],
    ]),
  )
}

export function findingsOf(report: Report): readonly string[] {
  return report.findings.map(({ id, severity }) => `${id} ${severity}`)
}

/** Cells and observations whose evidence is missing or points to nothing. */
export function unproved(report: Report): readonly string[] {
  const events = new Map(report.transcript.connections.map(({ id, events }) => [id, events.length]))
  const isThere = ({ connection, from, to }: Span): boolean =>
    from >= 1 && from <= to && to <= (events.get(connection) ?? 0)
  const cells = report.cells
    .filter(
      ({ status, evidence }) => (status !== 'untested' && evidence.length === 0) || !evidence.every(isThere),
    )
    .map(({ id }) => id)
  const observations = Object.entries(report.observations)
    .filter(([, seen]) => 'evidence' in seen && !seen.evidence.every(isThere))
    .map(([id]) => id)
  const findings = report.findings.filter(({ evidence }) => !evidence.every(isThere)).map(({ id }) => id)
  return [...cells, ...observations, ...findings]
}

/** Deadlines that ended something, as the transcript has them. */
export function deadlinesMet(report: Report): readonly string[] {
  return report.transcript.connections.flatMap(({ id, events }) =>
    events.filter(({ kind }) => kind === 'deadline').map(({ text }) => `${id} ${text ?? ''}`),
  )
}

/** Resolves when the server has seen every control connection end; false when it does not within a second. */
export async function allGone(server: RunningServer): Promise<boolean> {
  const count = (kind: string): number => server.seen.filter(event => event.kind === kind).length
  return untilTrue(() => count('connect') === count('disconnect'))
}

/** Sockets, listeners and timers of this process. */
export function openResources(): number {
  const ours = ['TCPSocketWrap', 'TCPServerWrap', 'TCPWRAP', 'Timeout', 'MessagePort']
  return process.getActiveResourcesInfo().filter(name => ours.includes(name)).length
}

/** Turns of the event loop until something holds; a second is long enough for what is only being closed. */
export async function untilTrue(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + 1_000
  while (!holds()) {
    if (performance.now() > end) return false
    await new Promise(resolve => setImmediate(resolve))
  }
  return true
}

/** PASS as the server saw it: how often, and whether in clear. */
export function passwordsSeen(server: RunningServer): readonly string[] {
  return server.seen.flatMap(event =>
    event.kind === 'command' && event.command === 'PASS' ? [event.clear ? 'clear' : 'inside TLS'] : [],
  )
}
