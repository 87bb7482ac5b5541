import type { Format, FormatOptions, Report } from '../../src/model/report.js'
import { fold } from '../text/fold.js'
import { head, verdictLine } from '../text/head.js'
import { joinedLines, otherConclusions } from '../text/joined.js'
import { pageOf, widthOf } from '../text/page.js'
import { paintFor } from '../text/paint.js'
import { linesOf, wrap } from '../text/prose.js'
import { footer, others } from '../text/rest.js'
import { tableLines } from '../text/table.js'

/** For people: the first ten lines are enough to act on, the table shows what works, the rest is for later. */
function show(report: Report, options: FormatOptions = {}): string {
  const width = widthOf(options)
  const paint = paintFor(options)
  const reached = report.target.address !== null || report.target.proxy !== undefined
  const table = reached
    ? ['', ...tableLines(fold(report.cells, report.target.ports.implicit), paint, width), '']
    : []
  return pageOf(
    [
      verdictLine(report, paint, width),
      ...joinedLines(report, paint, width),
      ...[...head(report, options), ...otherConclusions(report), ...others(report, options)].flatMap(
        paragraph => linesOf(paragraph, width),
      ),
      ...table,
      ...(reached ? footer(report, options).flatMap(line => wrap(line, width)) : []),
    ],
    options,
  )
}

export const format: Format = { id: 'text', title: 'for people, on a terminal', extension: 'txt', show }
