import { findings } from '../findings/index.js'
import type { Cell } from '../model/cell.js'
import type { Finding, Found } from '../model/finding.js'
import { cellIds } from '../model/matrix.js'
import type { Report } from '../model/report.js'
import { nearWords } from './near.js'
import { readWay } from './read-way.js'
import { UsageError } from './usage-error.js'

/** One thing of a report, and what is known of it. */
export type Shown =
  | { readonly is: 'way'; readonly cell: Cell }
  | { readonly is: 'finding'; readonly found: Found }
  /** Known, and not in this report: with the reason, where it could not be judged. */
  | { readonly is: 'not-found'; readonly finding: Finding; readonly undetermined?: string }
  | { readonly is: 'nearest' }

/** The thing of a report that a word names: a way, a finding, or `nearest`; a UsageError with near words for any other. */
export function shownOf(report: Report, word: string): Shown {
  if (word.toLowerCase() === 'nearest') return { is: 'nearest' }
  const id = word.trim().toLowerCase()
  const found = report.findings.find(finding => finding.id === id)
  if (found !== undefined) return { is: 'finding', found }
  const finding = findings.find(candidate => candidate.id === id)
  if (finding !== undefined) {
    const reason = report.undetermined.find(candidate => candidate.id === id)?.reason
    return { is: 'not-found', finding, ...(reason === undefined ? {} : { undetermined: reason }) }
  }
  const way = readWay(word)
  const cell = way === undefined ? undefined : report.cells.find(candidate => candidate.id === way)
  if (cell !== undefined) return { is: 'way', cell }
  throw new UsageError(nothingCalled(word, report))
}

function nothingCalled(word: string, report: Report): string {
  const ids = [...report.findings.map(({ id }) => id), ...findings.map(({ id }) => id)]
  const near = nearWords(word, [...new Set([...ids, ...cellIds, 'nearest'])])
  const hint = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`
  const what =
    near.length === 0 ? ': a way such as auth-tls/P/EPSV, a finding (list findings), or nearest' : ''
  return `'${word}' is nothing that a report holds${what}${hint}`
}
