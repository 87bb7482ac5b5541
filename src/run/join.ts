import { basename, extname } from 'node:path'
import { join } from '../diagnosis/join/join.js'
import { whyNotOne } from '../diagnosis/join/one-server.js'
import type { Place } from '../diagnosis/join/place.js'
import type { Recording, Report } from '../model/report.js'
import { judge, type JudgeOptions } from './judge.js'
import { UsageError } from './usage-error.js'

/** A recording, and what the place that it was made at is called. */
export interface Recorded {
  readonly place: string
  readonly recording: Recording
}

/**
 * Recordings of one server from several places as one report: what one place meets and another does not tells whose it is.
 * A UsageError says why recordings are not of one server, or not several.
 */
export function joinPlaces(recorded: readonly Recorded[], options: JudgeOptions = {}): Report {
  const places = recorded.flatMap(partsOf).map(one => placeOf(one, options))
  const [first, second, ...rest] = places
  if (first === undefined) throw new UsageError('nothing to diagnose')
  if (second === undefined) return first.report
  refuseTwice(places)
  const why = whyNotOne(places)
  if (why !== undefined) throw new UsageError(why)
  return join([first, second, ...rest])
}

/** A joined report brings all of its places along. */
export function partsOf({ place, recording }: Recorded): readonly Recorded[] {
  const { others = [], place: own = place } = recording
  return others.length === 0 ? [{ place, recording }] : [{ place: own, recording }, ...others]
}

/** What a joined report adds is left out: alone a place knows nothing of the others. */
function placeOf({ place, recording }: Recorded, options: JudgeOptions): Place {
  const alone = Object.fromEntries(
    Object.entries(recording).filter(([key]) => key !== 'place' && key !== 'others' && key !== 'joined'),
  ) as Recording
  return { place, recording: alone, report: judge(alone, options) }
}

function refuseTwice(places: readonly Place[]): void {
  for (const [index, { place, recording }] of places.entries())
    for (const other of places.slice(0, index)) {
      if (isSameLook(recording, other.recording))
        throw new UsageError(
          `${other.place} and ${place} are one and the same look: give one from each place`,
        )
      if (place === other.place)
        throw new UsageError(`two places are called ${place}: give the files names of their own`)
    }
}

function isSameLook(a: Recording, b: Recording): boolean {
  return a.started === b.started && JSON.stringify(a.transcript) === JSON.stringify(b.transcript)
}

/** Files as places: by their names; by their paths where two names are the same. */
export function namesOfPlaces(files: readonly string[]): readonly string[] {
  const bare = (file: string): string => basename(file, extname(file))
  return files.map(file =>
    files.filter(other => bare(other) === bare(file)).length === 1
      ? bare(file)
      : file.slice(0, file.length - extname(file).length),
  )
}
