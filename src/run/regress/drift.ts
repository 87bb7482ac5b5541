import { cellIds, type CellId } from '../../model/matrix.js'
import type { Behaviour } from '../../model/expectation.js'
import { isSame } from './expectation.js'
import { patternsOf } from '../../model/way-patterns.js'

/** What is not as expected, a sentence each; empty when all is the same. */
export function driftOf(expected: Behaviour, seen: Behaviour): readonly string[] {
  return [
    ...(expected.verdict === seen.verdict ? [] : [`the verdict: ${change(expected.verdict, seen.verdict)}`]),
    ...changedWays(expected, seen),
    ...changedFindings(expected, seen),
    ...changedUndetermined(expected, seen),
    ...changedObservations(expected, seen),
  ]
}

/** Ways that changed alike are one sentence. */
function changedWays(expected: Behaviour, seen: Behaviour): readonly string[] {
  const groups = new Map<string, CellId[]>()
  for (const id of cellIds) {
    if (expected.ways[id] === seen.ways[id]) continue
    const what = change(expected.ways[id], seen.ways[id])
    groups.set(what, [...(groups.get(what) ?? []), id])
  }
  return [...groups].map(([what, ids]) => `${patternsOf(ids).join(' ')}: ${what}`)
}

function changedFindings(expected: Behaviour, seen: Behaviour): readonly string[] {
  const [before, now] = [Object.keys(expected.findings), Object.keys(seen.findings)]
  const changed = [...new Set([...before, ...now])].filter(id => expected.findings[id] !== seen.findings[id])
  const kept = (ids: readonly string[], others: readonly string[]): readonly string[] =>
    ids.filter(id => others.includes(id))
  const [order, newOrder] = [kept(before, now), kept(now, before)]
  return [
    ...changed.map(id => `finding ${id}: ${change(expected.findings[id], seen.findings[id])}`),
    ...(isSame(order, newOrder)
      ? []
      : [`the order of the findings: ${change(order.join(', '), newOrder.join(', '))}`]),
  ]
}

function changedUndetermined(expected: Behaviour, seen: Behaviour): readonly string[] {
  const [before, now] = [expected.undetermined, seen.undetermined]
  return [
    ...now.filter(id => !before.includes(id)).map(id => `finding ${id} cannot be judged`),
    ...before
      .filter(id => !now.includes(id))
      .map(id => `finding ${id} can be judged, which was not expected`),
  ]
}

function changedObservations(expected: Behaviour, seen: Behaviour): readonly string[] {
  const [before, now] = [expected.observations, seen.observations]
  const paths = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()
  return paths
    .filter(path => !isSame(before[path], now[path]))
    .map(path => `observation ${path}: ${change(before[path], now[path])}`)
}

function change(expected: unknown, seen: unknown): string {
  return `expected ${shown(expected)}, seen ${shown(seen)}`
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
}
