import { isOrdinary } from '../findings/support/cells.js'
import { wayOf, type CellId } from '../model/matrix.js'
import type { Found, Severity } from '../model/finding.js'
import { severities } from '../model/finding.js'
import { compareSteps } from '../model/step.js'
import { fillIn } from './fill-in.js'
import { phaseOf, type Verdicted } from './judge-all.js'
import { referenceLink } from './references.js'

interface Entry {
  readonly verdicted: Verdicted
  readonly id: string
  readonly severity: Severity
  readonly ordinary: number
  readonly ways: number
  /** Ordinary ways of which it speaks, whether they failed or not. */
  readonly concerned: number
}

/**
 * Folds consequences under what explains them, and ranks: severity, number of ordinary ways (those that the verdict
 * speaks of), number of ways, number of ordinary ways that it speaks of though they came through (a listing that is empty
 * before a method that nobody needs), earlier phase, id. A cause counts with the weight of its consequences, so that no
 * consequence ever stands before its cause.
 */
export function rank(found: readonly Verdicted[], causes: ReadonlyMap<CellId, string>): readonly Found[] {
  const entries = found.map(verdicted => entryOf(verdicted, causes))
  const parents = parentsOf(entries)
  const weights = new Map(entries.map(entry => [entry.id, weightOf(entry, entries, parents)]))
  const ordered = [...entries].sort((a, b) => compare(a, b, weights, parents))
  return ordered.map((entry, index) => shown(entry, index + 1, parents.get(entry.id) ?? null))
}

function entryOf(verdicted: Verdicted, causes: ReadonlyMap<CellId, string>): Entry {
  const { finding, judgement } = verdicted
  const mine = [...causes].flatMap(([cell, id]) => (id === finding.id ? [wayOf(cell)] : []))
  return {
    verdicted,
    id: finding.id,
    severity: judgement.severity ?? finding.severity,
    ordinary: mine.filter(isOrdinary).length,
    ways: mine.length,
    concerned: judgement.cells.filter(cell => isOrdinary(wayOf(cell))).length,
  }
}

/** Each consequence with the finding that it follows from; a circle is cut where it would close. */
function parentsOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  const isAbove = (id: string, above: string): boolean => {
    const parent = parents.get(above)
    return parent !== undefined && (parent === id || isAbove(id, parent))
  }
  for (const entry of entries) {
    for (const cause of entries) {
      const explains = cause.id !== entry.id && cause.verdicted.finding.explains.includes(entry.id)
      if (explains && !parents.has(entry.id) && !isAbove(entry.id, cause.id)) parents.set(entry.id, cause.id)
    }
  }
  return parents
}

interface Weight {
  readonly severity: number
  readonly ordinary: number
  readonly ways: number
}

function weightOf(entry: Entry, entries: readonly Entry[], parents: ReadonlyMap<string, string>): Weight {
  const below = entries.filter(other => parents.get(other.id) === entry.id)
  const weights = below.map(other => weightOf(other, entries, parents))
  return {
    severity: Math.min(severities.indexOf(entry.severity), ...weights.map(weight => weight.severity)),
    ordinary: weights.reduce((sum, weight) => sum + weight.ordinary, entry.ordinary),
    ways: weights.reduce((sum, weight) => sum + weight.ways, entry.ways),
  }
}

function compare(
  a: Entry,
  b: Entry,
  weights: ReadonlyMap<string, Weight>,
  parents: ReadonlyMap<string, string>,
): number {
  const none: Weight = { severity: 0, ordinary: 0, ways: 0 }
  const left = weights.get(a.id) ?? none
  const right = weights.get(b.id) ?? none
  return (
    left.severity - right.severity ||
    depth(a.id, parents) - depth(b.id, parents) ||
    right.ordinary - left.ordinary ||
    right.ways - left.ways ||
    b.concerned - a.concerned ||
    compareSteps(phaseOf(a.verdicted), phaseOf(b.verdicted)) ||
    (a.id < b.id ? -1 : 1)
  )
}

/** How many causes stand above a finding. */
function depth(id: string, parents: ReadonlyMap<string, string>): number {
  const parent = parents.get(id)
  return parent === undefined ? 0 : 1 + depth(parent, parents)
}

function shown(entry: Entry, place: number, consequenceOf: string | null): Found {
  const { finding, judgement } = entry.verdicted
  return {
    id: finding.id,
    severity: entry.severity,
    certainty: judgement.certainty,
    owner: [...(judgement.owner ?? finding.owner)],
    rank: place,
    phase: phaseOf(entry.verdicted),
    consequenceOf,
    title: finding.title,
    summary: judgement.summary,
    ...(judgement.wouldProve === undefined ? {} : { wouldProve: judgement.wouldProve }),
    ...(judgement.quote === undefined ? {} : { quote: judgement.quote }),
    cells: [...judgement.cells],
    symptoms: [...finding.symptoms],
    evidence: [...judgement.evidence],
    remedies: [
      ...(judgement.remedies ?? []),
      ...(judgement.insteadOfOwn ?? finding.remedies)
        .filter(({ side }) => judgement.cleared?.includes(side) !== true)
        .map(remedy => fillIn(remedy, judgement.fill)),
    ],
    ...(finding.stops === undefined ? {} : { stops: [...finding.stops] }),
    references: finding.references.map(referenceLink),
  }
}
