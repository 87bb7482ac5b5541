/**
 * How like two servers are: trait by trait, each as heavy as its value is rare among the known servers. What few servers do
 * tells more than what all do.
 */
import type { StableObservations } from '../model/expectation.js'

/** What of a server stays the same from look to look. */
export interface Traits {
  readonly observations: StableObservations
  /** A way, or a point on it, to how it ended. */
  readonly ways: Readonly<Record<string, string>>
}

/** One trait, or several that compare alike, on both sides; undefined where it was not looked at. */
export interface Fact {
  readonly traits: readonly string[]
  readonly here: string | undefined
  readonly there: string | undefined
  /** Bits. */
  readonly weight: number
}

export interface Compared {
  /** From 1, the same in all that was looked at, to 0. */
  readonly similarity: number
  readonly different: readonly Fact[]
}

/** The target with some of the known servers, all when not said, in their order; what is rare is counted among all. */
export function compareWith(
  target: Traits,
  library: readonly Traits[],
  some: readonly Traits[] = library,
): readonly Compared[] {
  const paths = pathsOf([target, ...library])
  const known = new Map(library.map(one => [one, valuesOf(one, paths)]))
  const census = new Census([...known.values()])
  const here = valuesOf(target, paths)
  return some.map(one => compare(here, known.get(one) ?? valuesOf(one, paths), census))
}

/** Whether this is a way of the table, or a point on it, and no path of an observation. */
export function isWay(trait: string): boolean {
  return /^[^.]*\//.test(trait)
}

/** Probe to the paths of all that somebody saw of it. */
type Paths = ReadonlyMap<string, ReadonlySet<string>>

function pathsOf(all: readonly Traits[]): Paths {
  const paths = new Map<string, Set<string>>()
  for (const { observations } of all)
    for (const [path, value] of Object.entries(observations)) {
      if (isBlind(value)) continue
      const probe = probeOf(path)
      const known = paths.get(probe)
      if (known === undefined) paths.set(probe, new Set([path]))
      else known.add(path)
    }
  return paths
}

/** Path of an observation, or id of a way, to its value; what was not looked at is not there. */
type SpelledOut = ReadonlyMap<string, string>

const notLookedAt = /^(untested|undetermined|crashed)\b/

function isBlind(value: unknown): boolean {
  return typeof value === 'string' && notLookedAt.test(value)
}

function valuesOf({ observations, ways }: Traits, paths: Paths): SpelledOut {
  const values = new Map<string, string>()
  const probes = new Set(Object.keys(observations).map(probeOf))
  for (const probe of probes) {
    if (isBlind(observations[probe])) continue
    // Of a probe that looked, what is not there is a value too.
    for (const path of paths.get(probe) ?? []) values.set(path, shown(observations[path]))
  }
  for (const [way, outcome] of Object.entries(ways)) if (!isBlind(outcome)) values.set(way, outcome)
  return values
}

function probeOf(path: string): string {
  const end = path.indexOf('.')
  return end === -1 ? path : path.slice(0, end)
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

function compare(here: SpelledOut, there: SpelledOut, census: Census): Compared {
  const facts = factsOf(here, there, census)
  const different = facts.filter(fact => fact.here !== fact.there)
  const all = weigh(facts)
  const similarity = all === 0 ? 0 : Math.round((1 - unlikeness(different) / all) * 1000) / 1000
  return { similarity, different }
}

/** What one side did not look at might be like or unlike: it counts half. */
function unlikeness(different: readonly Fact[]): number {
  const unknown = different.filter(({ here, there }) => here === undefined || there === undefined)
  return weigh(different) - weigh(unknown) / 2
}

function weigh(facts: readonly Fact[]): number {
  return facts.reduce((sum, { weight }) => sum + weight, 0)
}

/** Ways that compare alike are one fact: a closed firewall is one thing and not 24. So are features of one list. */
function factsOf(here: SpelledOut, there: SpelledOut, census: Census): readonly Fact[] {
  const single: Fact[] = []
  const groups = new Map<string, Fact[]>()
  for (const what of new Set([...here.keys(), ...there.keys()])) {
    const sides = { here: here.get(what), there: there.get(what) }
    const weight = Math.max(census.bits(what, sides.here), census.bits(what, sides.there))
    const fact = { traits: [what], ...sides, weight }
    const group = groupOf(what)
    if (group === undefined) single.push(fact)
    else {
      const alike = `${group} ${sides.here ?? ''} / ${sides.there ?? ''}`
      const others = groups.get(alike)
      if (others === undefined) groups.set(alike, [fact])
      else others.push(fact)
    }
  }
  return [...single, ...[...groups.values()].map(together)]
}

function groupOf(trait: string): string | undefined {
  if (isWay(trait)) return 'ways'
  return trait.startsWith('features.') ? 'features' : undefined
}

/** What weighs nothing beside the heaviest adds nothing: so many like the heaviest are counted. */
function together(facts: readonly Fact[]): Fact {
  const [first] = facts
  const heaviest = Math.max(...facts.map(({ weight }) => weight))
  const asMany = heaviest === 0 ? 0 : weigh(facts) / heaviest
  return {
    traits: facts.flatMap(({ traits }) => traits),
    here: first?.here,
    there: first?.there,
    weight: heaviest * Math.log2(1 + asMany),
  }
}
