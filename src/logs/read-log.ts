import { logLimits } from '../model/limits.js'
import { conversationsOf, type Conversation } from './conversation.js'
import { format as curl } from './formats/curl.js'
import { format as filezilla } from './formats/filezilla.js'
import { format as lftp } from './formats/lftp.js'
import { format as winscp } from './formats/winscp.js'
import type { Entry, LogFormat } from './entry.js'

/** Lines that mark one client's log before another's: WinSCP's look like curl's with a time. */
const formats: readonly LogFormat[] = [winscp, filezilla, lftp, curl]

export interface ClientLog {
  readonly client: string
  readonly lines: number
  /** The lines that are read of it: nothing else of it can be said. */
  readonly text: string
  readonly entries: readonly Entry[]
  readonly conversations: readonly Conversation[]
}

/** One line may look like anything. */
const leastTelltale = 2

/** As editors count them. By no pattern: that would begin anew at each of a long run of CR. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map(line => {
    let end = line.length
    while (line[end - 1] === '\r') end -= 1
    return line.slice(0, end)
  })
}

/** The log of a client that is known, by the lines that only it writes; undefined for any other text. */
export function readLog(text: string): ClientLog | undefined {
  const lines = linesOf(text.replace(/^\uFEFF/, ''))
  const pieces = lines.flatMap(piecesOf).slice(-logLimits.lines)
  const texts = pieces.map(piece => piece.text)
  const [best] = formats
    .map(format => ({ format, count: texts.filter(line => format.isTelltale(line)).length }))
    .sort((a, b) => b.count - a.count)
  if (best === undefined || best.count < leastTelltale) return undefined
  const entries = best.format
    .read(texts)
    .map(entry => ({ ...entry, line: pieces[entry.line - 1]?.line ?? entry.line }))
  return {
    client: best.format.client,
    lines: lines.length,
    text: texts.join('\n'),
    entries,
    conversations: conversationsOf(entries),
  }
}

/** What curl's progress meter writes over itself is one line for editors, and for whoever counts. */
function piecesOf(line: string, index: number): readonly { readonly line: number; readonly text: string }[] {
  return line
    .split('\r')
    .map(text => ({ line: index + 1, text: text.slice(0, logLimits.lineLength) }))
    .filter(({ text }, at) => at === 0 || text !== '')
}
