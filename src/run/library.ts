import type { Recording, Report } from '../model/report.js'
import { joinPlaces } from './join.js'
import type { JudgeOptions } from './judge.js'

/** The public library: what `import ... from 'ftps-doctor'` offers. Additions only. */
export { check } from './check.js'
export { exitStatus } from '../diagnosis/exit-status.js'
export { joinPlaces } from './join.js'
export { regress } from './regress.js'
export { readReport } from './read-report.js'
export { startRelay } from './start-relay.js'
export { startServer } from './start-server.js'
export { UsageError } from './usage-error.js'
export type { ExitStatus } from '../diagnosis/exit-status.js'
export type { JudgeOptions } from './judge.js'
export type { CheckOptions, Progress } from './check-options.js'
export type { ServerOptions } from './start-server.js'
export type { RelayEvent, RelayOptions, RunningRelay } from '../../fixtures/start-relay.js'
export type { RunningServer } from '../../fixtures/running-server.js'
export type { SeenEvent } from '../../fixtures/seen-log.js'
export type { Recorded } from './join.js'
export type { Compared, RegressOptions } from './regress.js'
export type { Behaviour } from '../model/expectation.js'
export type { Cell, SeenCell } from '../model/cell.js'
export type { Found, Remedy } from '../model/finding.js'
export type { CellId, DataMode, Protection, Security } from '../model/matrix.js'
export type { Observation } from '../model/observation.js'
export type { Reply } from '../model/reply.js'
export type { Recording, Report } from '../model/report.js'
export type { Proxy } from '../net/proxy.js'

/** Judges a recording, or a report of any run, again: offline, and always with the same result. */
export function diagnose(recording: Recording, options: JudgeOptions = {}): Report {
  return joinPlaces([{ place: recording.place ?? 'here', recording }], options)
}
