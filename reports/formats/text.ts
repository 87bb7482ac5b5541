import type { Format, FormatOptions, Report } from '../../src/model/report.js'
import { asciiOnly } from '../sanitise.js'
import { fold } from '../text/fold.js'
import { head, verdictLine } from '../text/head.js'
import { paintFor } from '../text/paint.js'
import { linesOf, wrap } from '../text/prose.js'
import { footer, others } from '../text/rest.js'
import { tableLines } from '../text/table.js'

const defaultWidth = 80
const leastWidth = 50

/** For people: the first ten lines are enough to act on, the table shows what works, the rest is for later. */
function show(report: Report, options: FormatOptions = {}): string {
  const width = Math.max(leastWidth, options.width ?? defaultWidth)
  const paint = paintFor(options)
  const reached = report.target.address !== null
  const table = reached
    ? ['', ...tableLines(fold(report.cells, report.target.ports.implicit), paint, width), '']
    : []
  const lines = [
    verdictLine(report, paint, width),
    ...[...head(report), ...others(report)].flatMap(paragraph => linesOf(paragraph, width)),
    ...table,
    ...(reached ? footer(report).flatMap(line => wrap(line, width)) : []),
  ]
  const text = `${lines.join('\n')}\n`
  return options.unicode === false ? asciiWithColours(text) : text
}

/** Our own colour codes are the only escapes left in the text; they stay. */
function asciiWithColours(text: string): string {
  return text.replace(/\x1b\[\d+m|[^\x1b]+/g, part => (part.startsWith('\x1b') ? part : asciiOnly(part)))
}

export const format: Format = { id: 'text', title: 'for people, on a terminal', extension: 'txt', show }
