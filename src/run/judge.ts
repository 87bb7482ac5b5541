import { probes } from '../../probes/index.js'
import { diagnose } from '../diagnosis/diagnose.js'
import { nearest, type Known } from '../diagnosis/nearest.js'
import { findings } from '../findings/index.js'
import type { Recording, Report } from '../model/report.js'
import { readSoundExpectations } from './expectations.js'
import { outcomesOf, stableObservations } from './stable.js'

let library: readonly Known[] | undefined

/** The report of a recording: judged by all findings, and compared with all bundled servers. */
export function judge(recording: Recording): Report {
  library ??= [...readSoundExpectations().values()]
  const traits = { observations: stableObservations(recording, probes), ways: outcomesOf(recording) }
  return diagnose(recording, findings, nearest(traits, library))
}
