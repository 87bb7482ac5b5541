import { probes } from '../../probes/index.js'
import { diagnose } from '../diagnosis/diagnose.js'
import { nearest, type Known } from '../diagnosis/nearest.js'
import { unnamed } from '../diagnosis/unnamed.js'
import { findings } from '../findings/index.js'
import type { Recording, Report } from '../model/report.js'
import { readSoundExpectations } from './expectations.js'
import { knownServers } from './known-servers.js'
import { outcomesOf, stableObservations } from './stable.js'

let library: readonly Known[] | undefined

export interface JudgeOptions {
  /** Compare with the bundled servers without what this one says of itself. */
  readonly blind?: boolean
}

/** The report of a recording: judged by all findings, and compared with all bundled servers. */
export function judge(recording: Recording, { blind = false }: JudgeOptions = {}): Report {
  library ??= knownServers(readSoundExpectations())
  const traits = { observations: stableObservations(recording, probes), ways: outcomesOf(recording) }
  const report = diagnose(recording, findings, nearest(blind ? unnamed(traits) : traits, library))
  return blind ? { ...report, blind } : report
}
