import type { Cell } from '../../src/model/cell.js'
import {
  cellId,
  dataModes,
  securities,
  type DataMode,
  type Protection,
  type Security,
} from '../../src/model/matrix.js'
import { outcomeOf, type Outcome } from './outcome.js'
import { protectionWords, securityWords } from './words.js'

/** One row of the table: a label, and an outcome for each data mode or one for all. */
export interface Row {
  readonly label: string
  readonly outcomes: readonly Outcome[]
}

/** The 80 ways folded: equal levels are one row, equal methods one line, equal data modes one column. */
export interface Folded {
  /** Data modes that share a column; one list a column. */
  readonly columns: readonly (readonly DataMode[])[]
  readonly rows: readonly Row[]
}

/** The level that matters most stands first; without TLS that is no level at all. */
const levels: readonly Protection[] = ['P', 'default', 'C', 'S', 'E']
const levelsInClear: readonly Protection[] = ['default', 'P', 'C', 'S', 'E']

type Look = (security: Security, protection: Protection) => readonly Outcome[]

export function fold(cells: readonly Cell[], implicitPort: number | null): Folded {
  const outcomes = new Map(cells.map(cell => [cell.id as string, outcomeOf(cell)]))
  const missing: Outcome = { text: 'not in the report', tone: 'quiet' }
  const look: Look = (security, protection) =>
    dataModes.map(dataMode => outcomes.get(cellId({ security, protection, dataMode })) ?? missing)
  const rows = securities.flatMap(security => rowsOf(security, look, implicitPort))
  return foldColumns(rows)
}

function rowsOf(security: Security, look: Look, implicitPort: number | null): Row[] {
  const port = security === 'implicit' && implicitPort !== null ? ` :${implicitPort}` : ''
  const name = securityWords[security] + port
  const groups = groupLevels(security, look)
  if (groups.length === 1) return [{ label: name, outcomes: single(look(security, 'P')) }]
  const alike = securities
    .slice(0, securities.indexOf(security))
    .map(earlier => likeness(security, earlier, look))
    .find(text => text !== undefined)
  if (alike !== undefined) return [{ label: name, outcomes: [{ text: alike, tone: 'plain' }] }]
  return groups.map((group, index) => {
    const words = levelWords(group)
    const level =
      group[0] === 'P' && group.length < 4 && security !== 'none' && index === 0 ? `PROT ${words}` : words
    const label = index === 0 ? `${name}, ${level}` : `  ${level}`
    return { label, outcomes: single(look(security, group[0] ?? 'P')) }
  })
}

/** Four of five are told by the one that is missing. */
function levelWords(group: readonly Protection[]): string {
  const missing = levels.filter(level => !group.includes(level))
  const [only] = missing
  if (missing.length === 1 && only !== undefined)
    return `all but ${only === 'default' ? '' : 'PROT '}${protectionWords[only]}`
  return group.map(level => protectionWords[level]).join(', ')
}

/** Levels with the same outcomes in all modes. */
function groupLevels(security: Security, look: Look): Protection[][] {
  const groups = new Map<string, Protection[]>()
  for (const level of security === 'none' ? levelsInClear : levels) {
    const key = keyOf(look(security, level))
    groups.set(key, [...(groups.get(key) ?? []), level])
  }
  return [...groups.values()]
}

/** "as AUTH TLS", with at most two levels that behave as others there; undefined when it is not like that. */
function likeness(security: Security, earlier: Security, look: Look): string | undefined {
  if (groupLevels(earlier, look).length === 1) return undefined
  const differing = levels.filter(level => keyOf(look(security, level)) !== keyOf(look(earlier, level)))
  if (differing.length > 2) return undefined
  const exceptions = differing.map(level => {
    const twin = levels.find(other => keyOf(look(earlier, other)) === keyOf(look(security, level)))
    return twin === undefined ? undefined : `${protectionWords[level]} behaves as ${protectionWords[twin]}`
  })
  if (exceptions.includes(undefined)) return undefined
  return [`as ${securityWords[earlier]}`, ...exceptions].join('; ')
}

function single(outcomes: readonly Outcome[]): readonly Outcome[] {
  const [first] = outcomes
  return first !== undefined && outcomes.every(outcome => same(outcome, first)) ? [first] : outcomes
}

function foldColumns(rows: readonly Row[]): Folded {
  const wideRows = rows.filter(row => row.outcomes.length > 1)
  const equal = (a: number, b: number): boolean =>
    wideRows.every(({ outcomes: { [a]: one, [b]: other } }) => one && other && same(one, other))
  const starts =
    wideRows.length === 0 ? [0] : [0, 1, 2, 3].filter(column => column === 0 || !equal(column - 1, column))
  return {
    columns: starts.map((start, index) => dataModes.slice(start, starts[index + 1])),
    rows: rows.map(({ label, outcomes }) => ({
      label,
      outcomes: outcomes.length === 1 ? outcomes : starts.flatMap(start => outcomes[start] ?? []),
    })),
  }
}

function same(a: Outcome, b: Outcome): boolean {
  return keyOf([a]) === keyOf([b])
}

/** Ports and counters in replies differ from way to way and mean nothing: behind the code, numbers are equal. */
function keyOf(outcomes: readonly Outcome[]): string {
  return outcomes.map(({ text, tone }) => `${tone} ${text.replace(/(?<=\D\d{3}\b.*)\d+/g, '#')}`).join('\n')
}
