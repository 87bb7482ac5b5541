import Table from 'cli-table3'
import type { Folded } from './fold.js'
import type { Outcome } from './outcome.js'
import type { Paint } from './paint.js'
import { columnsOf, together, wrap } from './prose.js'
import { protectionWords } from './words.js'

const noBorder = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}

const widestLabel = 26

/** The folded ways as lines. cli-table3 colours by itself unless told not to (head and border). */
export function tableLines({ columns, rows }: Folded, paint: Paint, width: number): string[] {
  const labelWidth = Math.min(widestLabel, Math.max(...rows.map(row => columnsOf(row.label))) + 2)
  const columnWidth = Math.floor((width - labelWidth) / columns.length)
  const table = new Table({
    chars: noBorder,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
    colWidths: [labelWidth, ...columns.map(() => columnWidth)],
    wordWrap: true,
  })
  const cellOf = ({ text, tone }: Outcome): string => paint.paint(tone, `${paint.sign(tone)}${text}`)
  table.push(['', ...columns.map(modes => modes.join(', '))])
  for (const { label: text, outcomes } of rows) {
    const label = labelLines(text, labelWidth - 1)
    const [first] = outcomes
    if (outcomes.length === 1 && first !== undefined)
      table.push([label, { content: cellOf(first), colSpan: columns.length }])
    else table.push([label, ...outcomes.map(cellOf)])
  }
  return table
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
}

/** cli-table3 cuts a label that begins with blanks instead of wrapping it. */
function labelLines(label: string, width: number): string {
  const indent = /^ */.exec(label)?.[0] ?? ''
  const words = label.trimStart().replaceAll(protectionWords.default, together)
  return wrap(words, width - indent.length)
    .map((line, index) => `${index === 0 ? indent : '  '}${line}`)
    .join('\n')
}
