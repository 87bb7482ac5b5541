import type { FormatOptions } from '../../src/model/report.js'
import { asciiOnly } from '../sanitise.js'

const defaultWidth = 80
const leastWidth = 50

/** The columns that text is laid out for. */
export function widthOf({ width = defaultWidth }: FormatOptions): number {
  return Math.max(leastWidth, width)
}

/** Lines as a text that the terminal can take. */
export function pageOf(lines: readonly string[], options: FormatOptions): string {
  const text = `${lines.join('\n')}\n`
  return options.unicode === false ? asciiWithColours(text) : text
}

/** Our own colour codes are the only escapes left in the text; they stay. */
function asciiWithColours(text: string): string {
  return text.replace(/\x1b\[\d+m|[^\x1b]+/g, part => (part.startsWith('\x1b') ? part : asciiOnly(part)))
}
