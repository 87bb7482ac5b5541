import type { Report } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import { linesOf } from './prose.js'

const much = 0.9

/** A similarity in words; what is too unlike to be told is no longer among the nearest. */
export function likeness(similarity: number): 'much like' | 'somewhat like' {
  return similarity >= much ? 'much like' : 'somewhat like'
}

/** `show x.json nearest`: which bundled servers behave like this one, and in what they differ. */
export function nearestLines(
  { nearest }: Report,
  stories: ReadonlyMap<string, string>,
  width: number,
): string[] {
  if (nearest.length === 0) return linesOf({ text: 'Nothing that is known behaves like this server.' }, width)
  return nearest.flatMap(({ server, similarity, differences }, index) => {
    const story = stories.get(server)
    return [
      ...(index === 0 ? [] : ['']),
      `${likeness(similarity)} ${harmless(server)}`,
      ...(story === undefined ? [] : linesOf({ text: harmless(story, 500) }, width)),
      ...(differences.length === 0 ? ['differs in nothing that is compared'] : ['differs in']),
      ...differences.flatMap(difference => linesOf({ text: harmless(difference, 300) }, width)),
      ...linesOf(
        { label: 'try it', text: `ftps-doctor mock serve ${harmless(server)}`, command: true },
        width,
      ),
    ]
  })
}
