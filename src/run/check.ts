import { probes } from '../../probes/index.js'
import type { Recording, Report } from '../model/report.js'
import type { CheckOptions } from './check-options.js'
import { judge } from './judge.js'
import { record } from './record.js'

/** Looks at a server and says what is wrong: the whole of `ftps-doctor check`, as a library. Rejects only for unusable options (`UsageError`). */
export async function check(host: string, options: CheckOptions = {}): Promise<Report> {
  const recording = await record(host, options, probes)
  // As a file would hold it, so that a replay by the same version is byte-identical.
  const { blind = false } = options
  return judge(JSON.parse(JSON.stringify(recording)) as Recording, { blind })
}
