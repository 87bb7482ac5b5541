import type { Probe } from '../../engine/tools.js'
import type { Behaviour } from '../../model/expectation.js'
import type { Found } from '../../model/finding.js'
import type { Report } from '../../model/report.js'
import { outcomesOf, stableObservations } from '../stable.js'

/** What of a report is the same at every look at this server. */
export function behaviourOf(server: string, report: Report, probes: readonly Probe[]): Behaviour {
  return {
    server,
    verdict: report.verdict.status,
    findings: Object.fromEntries(report.findings.map(found => [found.id, standing(found)])),
    undetermined: report.undetermined.map(({ id }) => id).sort(),
    ways: outcomesOf(report),
    observations: stableObservations(report, probes),
  }
}

function standing({ severity, certainty, consequenceOf }: Found): string {
  return `${severity}, ${certainty}${consequenceOf === null ? '' : `, follows from ${consequenceOf}`}`
}
