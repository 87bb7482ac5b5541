import { isDeepStrictEqual } from 'node:util'
import { probes } from '../../probes/index.js'
import { diagnose } from '../diagnosis/diagnose.js'
import { nearest, type Known } from '../diagnosis/nearest.js'
import { findings } from '../findings/index.js'
import type { Recording, Report } from '../model/report.js'
import { readSoundExpectations, type Behaviours } from './expectations.js'
import { baseServer } from './regress/expectation.js'
import { outcomesOf, stableObservations } from './stable.js'

let library: readonly Known[] | undefined

/** The report of a recording: judged by all findings, and compared with all bundled servers. */
export function judge(recording: Recording): Report {
  library ??= withoutTwins(readSoundExpectations())
  const traits = { observations: stableObservations(recording, probes), ways: outcomesOf(recording) }
  return diagnose(recording, findings, nearest(traits, library))
}

/** A server that only shows that something does no harm says nothing of who behaves like it: the plain one stands for it. */
function withoutTwins(all: Behaviours): readonly Known[] {
  const plain = all.get(baseServer)
  return [...all.values()].filter(one => one === plain || !isDeepStrictEqual(one.findings, plain?.findings))
}
