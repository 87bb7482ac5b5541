import type { Report } from '../model/report.js'

/** Design 4.3; 2 is for usage and never comes from a report. */
export type ExitStatus = 0 | 1 | 3 | 4 | 130

/** What the process of `check` or `diagnose` ends with. */
export function exitStatus(report: Report): ExitStatus {
  if (report.run.interrupted) return 130
  if (report.faults.length > 0) return 4
  const { status } = report.verdict
  if (status === 'broken' || report.findings.some(finding => finding.severity === 'error')) return 1
  return status === 'inconclusive' && report.run.login !== 'not-wanted' ? 3 : 0
}
