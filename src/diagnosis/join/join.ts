import type { Conclusion, Joined, JoinedPlace } from '../../model/joined.js'
import type { Report, VerdictStatus } from '../../model/report.js'
import { list } from '../../findings/support/words.js'
import { conclude } from './conclude.js'
import { leafOf } from './one-server.js'
import { ownAddressOf, positionOf, type Place } from './place.js'
import { settle } from './settle.js'

/**
 * Reports of one server from several places as one: the report of the place that fares worst, settled by what the others saw,
 * with their recordings in it, so that it can be diagnosed again and comes out the same.
 */
export function join(places: readonly [Place, ...Place[]]): Report {
  const base = worstOf(places)
  const conclusions = conclude(places)
  const others = places.filter(place => place !== base)
  return {
    ...settle(base.report, inOrderOf(base.report, conclusions)),
    faults: places.flatMap(place =>
      place.report.faults.map(fault => (place === base ? fault : faultAt(place, fault))),
    ),
    place: base.place,
    others: others.map(({ place, recording }) => ({ place, recording })),
    joined: joinedOf(places, inOrderOf(base.report, conclusions)),
  }
}

function joinedOf(places: readonly Place[], conclusions: readonly Conclusion[]): Joined {
  return {
    places: places.map(shownPlace),
    conclusions: [...conclusions],
    remarks: [...certificateRemark(places)],
  }
}

const order: readonly VerdictStatus[] = ['broken', 'impaired', 'inconclusive', 'healthy']

/** The first of those that fare worst; one that shows a cause before one that only did not look so far. */
function worstOf(places: readonly [Place, ...Place[]]): Place {
  const badness = ({ report }: Place): number =>
    order.indexOf(report.verdict.status) + (report.cause === null ? order.length : 0)
  return [...places].sort((a, b) => badness(a) - badness(b))[0] ?? places[0]
}

/** The cause first, then as the report ranks them, then what only others have. */
function inOrderOf({ findings }: Report, conclusions: readonly Conclusion[]): readonly Conclusion[] {
  const rankOf = ({ id }: Conclusion): number =>
    findings.find(found => found.id === id)?.rank ?? findings.length + 1
  return [...conclusions].sort((a, b) => rankOf(a) - rankOf(b))
}

function faultAt({ place }: Place, fault: Report['faults'][number]): Report['faults'][number] {
  return { ...fault, message: `${fault.message} (${place})` }
}

function shownPlace({ place, recording, report }: Place): JoinedPlace {
  const cause = report.findings.find(({ id }) => id === report.cause)
  return {
    place,
    stands: positionOf(recording),
    from: ownAddressOf(recording) ?? null,
    to: recording.target.address,
    started: recording.started,
    verdict: report.verdict.status,
    cause: report.cause,
    ...(cause === undefined ? {} : { title: cause.title }),
  }
}

/** One name that shows two certificates at one time is worth a word, whatever else is wrong. */
function certificateRemark(places: readonly Place[]): readonly string[] {
  const shown = places.filter(({ recording }) => leafOf(recording) !== undefined)
  const [first, ...rest] = shown
  if (first === undefined) return []
  const others = rest.filter(({ recording }) => leafOf(recording) !== leafOf(first.recording))
  if (others.length === 0) return []
  return [
    `${first.place} and ${list(others.map(({ place }) => place))} were shown different certificates: another machine answers, something on the way opens TLS and signs it anew, or it was renewed in between.`,
  ]
}
