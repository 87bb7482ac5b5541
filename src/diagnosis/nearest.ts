import type { CellId } from '../model/matrix.js'
import type { Report } from '../model/report.js'
import { patternsOf } from '../model/way-patterns.js'
import { compareWith, isWay, type Compared, type Fact, type Traits } from './compare.js'
import { habitsOf } from './habits.js'
import { unnamed } from './unnamed.js'

/** A server of which it is known how it behaves. */
export interface Known extends Traits {
  readonly server: string
  /** A product that is in order is known by its habits, whoever set it up. */
  readonly byHabits?: true
}

export type Nearest = Report['nearest'][number]

/** More are no help. */
const mostNearest = 3
const mostDifferences = 12

/**
 * Below this a server is like nothing known: four of five bundled servers, each left out in turn, are less like
 * their nearest neighbour than this (test/src/diagnosis/nearest.test.ts counts them).
 */
const likeNothingBelow = 0.85

/**
 * By habits a server is a product, or it is not: whatever else is bundled is little more like a product than half (most of that is
 * what was not looked at, and two servers of IBM are kin), and a product that somebody else set up more than four fifths (the same test, and test/interop/personas.test.ts).
 */
const likeNoProductBelow = 0.7

/** The known servers that behave most like this one, best first. Nothing when none is near, or when too many are equally near to mean anything. */
export function nearest(target: Traits, library: readonly Known[]): Nearest[] {
  const near = weighed(target, library).filter(
    ({ known, similarity }) =>
      similarity >= (known.byHabits === true ? likeNoProductBelow : likeNothingBelow),
  )
  const [best] = near
  if (best === undefined) return []
  const tied = near.filter(({ similarity }) => similarity === best.similarity)
  return tied.length > mostNearest ? [] : near.slice(0, mostNearest).map(shown)
}

/** Every known server with its similarity, from 1 (the same in all that was looked at) to 0; best first. */
export function similarities(target: Traits, library: readonly Known[]): Nearest[] {
  return weighed(target, library).map(shown)
}

/** A known server, how like it is by what it is known for, and in what it differs at all. */
interface Weighed {
  readonly known: Known
  readonly similarity: number
  readonly whole: Compared
}

function weighed(target: Traits, library: readonly Known[]): readonly Weighed[] {
  // A bundled server with a fault names no product: whoever behaves like it may be one.
  const whole = compareWith(unnamed(target), library.map(unnamed))
  const byHabits = comparedByHabits(target, library)
  return library
    .flatMap((known, at): readonly Weighed[] => {
      const seen = whole[at]
      return seen === undefined
        ? []
        : [{ known, whole: seen, similarity: (byHabits.get(known) ?? seen).similarity }]
    })
    .sort((a, b) => b.similarity - a.similarity || (a.known.server < b.known.server ? -1 : 1))
}

function comparedByHabits(target: Traits, library: readonly Known[]): ReadonlyMap<Known, Compared> {
  const products = library.filter(({ byHabits }) => byHabits)
  if (products.length === 0) return new Map()
  const habits = new Map(library.map(known => [known, habitsOf(known)]))
  const theirs = products.flatMap(product => habits.get(product) ?? [])
  const compared = compareWith(habitsOf(target), [...habits.values()], theirs)
  return new Map(
    products.flatMap((product, at) => {
      const seen = compared[at]
      return seen === undefined ? [] : [[product, seen] as const]
    }),
  )
}

function shown({ known: { server }, similarity, whole }: Weighed): Nearest {
  return { server, similarity, differences: inWords(whole) }
}

/** The settings too: in them a server may differ from the like of it. */
function inWords({ different }: Compared): string[] {
  return different
    .filter(fact => fact.here !== undefined && fact.there !== undefined)
    .map(fact => ({ ...fact, what: nameOf(fact) }))
    .sort((a, b) => b.weight - a.weight || (a.what < b.what ? -1 : 1))
    .slice(0, mostDifferences)
    .map(({ what, here, there }) => `${what}: here ${here ?? ''}, there ${there ?? ''}`)
}

function nameOf({ traits }: Fact): string {
  const [first = ''] = traits
  return isWay(first) ? patternsOf(traits.filter(isWay) as CellId[]).join(' ') : first
}
