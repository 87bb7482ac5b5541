import type { Conclusion } from '../../../../src/model/joined.js'
import type { Report } from '../../../../src/model/report.js'

/** What a joined report concludes of a finding, of its first cause where none is named. */
export function concluded(report: Report, id = report.cause): Conclusion {
  const conclusion = report.joined?.conclusions.find(one => one.id === id)
  if (conclusion === undefined) throw new Error(`nothing is concluded of ${id ?? 'nothing'}`)
  return conclusion
}
