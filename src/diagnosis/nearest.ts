import type { StableObservations } from '../model/expectation.js'
import { cellIds, type CellId } from '../model/matrix.js'
import type { Report } from '../model/report.js'
import { patternsOf } from '../model/way-patterns.js'

/** What of a server stays the same from look to look. */
export interface Traits {
  readonly observations: StableObservations
  readonly ways: Readonly<Record<CellId, string>>
}

/** A server of which it is known how it behaves. */
export interface Known extends Traits {
  readonly server: string
}

export type Nearest = Report['nearest'][number]

/** More are no help. */
const mostNearest = 3
const mostDifferences = 12

/**
 * Below this a server is like nothing known: four of five bundled servers, each left out in turn, are less like
 * their nearest neighbour than this (test/src/diagnosis/nearest.test.ts counts them).
 */
const likeNothingBelow = 0.81

/**
 * The known servers that behave most like this one, best first. What few servers do tells more than what all do: each
 * trait weighs as much as its value is rare in the library. Nothing when none is near, or when too many are equally
 * near to mean anything.
 */
export function nearest(target: Traits, library: readonly Known[]): Nearest[] {
  const near = compared(target, library).filter(({ similarity }) => similarity >= likeNothingBelow)
  const [best] = near
  if (best === undefined) return []
  const tied = near.filter(({ similarity }) => similarity === best.similarity)
  return tied.length > mostNearest ? [] : near.slice(0, mostNearest).map(inWords)
}

/** Every known server with its similarity, from 1 (the same in all that was looked at) to 0; best first. */
export function similarities(target: Traits, library: readonly Known[]): Nearest[] {
  return compared(target, library).map(inWords)
}

function compared(target: Traits, library: readonly Known[]): readonly Compared[] {
  const paths = pathsOf([target, ...library])
  const known = library.map(one => ({ server: one.server, values: valuesOf(one, paths) }))
  const census = new Census(known.map(({ values }) => values))
  const here = valuesOf(target, paths)
  return known
    .map(({ server, values }) => compare(here, { server, values }, census))
    .sort((a, b) => b.similarity - a.similarity || (a.server < b.server ? -1 : 1))
}

function pathsOf(all: readonly Traits[]): readonly string[] {
  const entries = all.flatMap(({ observations }) => Object.entries(observations))
  return [...new Set(entries.filter(([, value]) => !isBlind(value)).map(([path]) => path))]
}

/** Path of an observation, or id of a way, to its value; what was not looked at is not there. */
type SpelledOut = ReadonlyMap<string, string>

const notLookedAt = /^(untested|undetermined|crashed)\b/

function isBlind(value: unknown): boolean {
  return typeof value === 'string' && notLookedAt.test(value)
}

function valuesOf({ observations, ways }: Traits, paths: readonly string[]): SpelledOut {
  const values = new Map<string, string>()
  const probes = new Set(Object.keys(observations).map(probeOf))
  for (const path of paths) {
    const probe = probeOf(path)
    // Of a probe that looked, what is not there is a value too.
    if (probes.has(probe) && !isBlind(observations[probe])) values.set(path, shown(observations[path]))
  }
  for (const id of cellIds) if (!isBlind(ways[id])) values.set(id, ways[id])
  return values
}

function probeOf(path: string): string {
  return path.split('.', 1)[0] ?? ''
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** How often each value is seen in the library. */
class Census {
  readonly #traits = new Map<string, { all: number; readonly values: Map<string, number> }>()

  constructor(library: readonly SpelledOut[]) {
    for (const known of library)
      for (const [trait, value] of known) {
        const counted = this.#traits.get(trait) ?? { all: 0, values: new Map<string, number>() }
        counted.all += 1
        counted.values.set(value, (counted.values.get(value) ?? 0) + 1)
        this.#traits.set(trait, counted)
      }
  }

  /** How much a value tells: about 1 bit where half of the library shows it, 2 where a quarter does. */
  bits(trait: string, value: string | undefined): number {
    if (value === undefined) return 0
    const counted = this.#traits.get(trait)
    // One more, so that what nobody shows is rarer than what one does.
    return Math.log2(((counted?.all ?? 0) + 2) / ((counted?.values.get(value) ?? 0) + 1))
  }
}

/** One trait, or several ways that compare alike, on both sides; undefined where it was not looked at. */
interface Fact {
  readonly traits: readonly string[]
  readonly here: string | undefined
  readonly there: string | undefined
  /** Bits. */
  readonly weight: number
}

interface Compared {
  readonly server: string
  readonly similarity: number
  readonly different: readonly Fact[]
}

function compare(
  here: SpelledOut,
  { server, values: there }: { readonly server: string; readonly values: SpelledOut },
  census: Census,
): Compared {
  const facts = factsOf(here, there, census)
  const different = facts.filter(fact => fact.here !== fact.there)
  const all = weigh(facts)
  const similarity = all === 0 ? 0 : Math.round((1 - unlikeness(different) / all) * 1000) / 1000
  return { server, similarity, different }
}

function inWords({ server, similarity, different }: Compared): Nearest {
  const differences = different
    .filter(fact => fact.here !== undefined && fact.there !== undefined)
    .map(fact => ({ ...fact, what: nameOf(fact) }))
    .sort((a, b) => b.weight - a.weight || (a.what < b.what ? -1 : 1))
    .slice(0, mostDifferences)
    .map(({ what, here, there }) => `${what}: here ${here ?? ''}, there ${there ?? ''}`)
  return { server, similarity, differences }
}

function nameOf({ traits }: Fact): string {
  const [first = ''] = traits
  return isWay(first) ? patternsOf(traits.filter(isWay)).join(' ') : first
}

/** What one side did not look at might be like or unlike: it counts half. */
function unlikeness(different: readonly Fact[]): number {
  const unknown = different.filter(({ here, there }) => here === undefined || there === undefined)
  return weigh(different) - weigh(unknown) / 2
}

function weigh(facts: readonly Fact[]): number {
  return facts.reduce((sum, { weight }) => sum + weight, 0)
}

/** Ways that compare alike are one fact: a closed firewall is one thing and not 24. */
function factsOf(here: SpelledOut, there: SpelledOut, census: Census): readonly Fact[] {
  const single: Fact[] = []
  const ways = new Map<string, Fact[]>()
  for (const what of new Set([...here.keys(), ...there.keys()])) {
    const sides = { here: here.get(what), there: there.get(what) }
    const weight = Math.max(census.bits(what, sides.here), census.bits(what, sides.there))
    const fact = { traits: [what], ...sides, weight }
    if (!isWay(what)) single.push(fact)
    else {
      const alike = `${sides.here ?? ''} / ${sides.there ?? ''}`
      const others = ways.get(alike)
      if (others === undefined) ways.set(alike, [fact])
      else others.push(fact)
    }
  }
  return [...single, ...[...ways.values()].map(together)]
}

function isWay(trait: string): trait is CellId {
  return trait.includes('/')
}

function together(facts: readonly Fact[]): Fact {
  const traits = facts.flatMap(fact => fact.traits)
  const mean = weigh(facts) / facts.length
  return {
    traits,
    here: facts[0]?.here,
    there: facts[0]?.there,
    weight: mean * Math.log2(1 + traits.length),
  }
}
