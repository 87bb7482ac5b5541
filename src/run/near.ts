import { distance } from 'fastest-levenshtein'

const mostNear = 3

/** The words that a mistyped one may have meant: those that hold it or begin with it, then those a few slips away. */
export function nearWords(word: string, known: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase()
  if (wanted === '') return []
  const slips = Math.max(2, Math.floor(wanted.length / 4))
  const scored = known.map(candidate => ({
    candidate,
    slipsTo: slipsBetween(wanted, candidate.toLowerCase()),
  }))
  return scored
    .filter(({ slipsTo }) => slipsTo <= slips)
    .sort((a, b) => a.slipsTo - b.slipsTo)
    .slice(0, mostNear)
    .map(({ candidate }) => candidate)
}

function slipsBetween(wanted: string, candidate: string): number {
  if (wanted.length >= 3 && candidate.includes(wanted)) return candidate.startsWith(wanted) ? 0 : 1
  const beginning = candidate.slice(0, wanted.length + 1)
  return Math.min(distance(wanted, candidate), 1 + distance(wanted, beginning))
}
