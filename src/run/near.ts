const mostNear = 3

/** The words that a mistyped one may have meant: those that hold it or begin with it, then those a few slips away. */
export function nearWords(word: string, known: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase()
  if (wanted === '') return []
  const slips = Math.max(2, Math.floor(wanted.length / 4))
  const scored = known.map(candidate => ({
    candidate,
    distance: distanceOf(wanted, candidate.toLowerCase()),
  }))
  return scored
    .filter(({ distance }) => distance <= slips)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNear)
    .map(({ candidate }) => candidate)
}

function distanceOf(wanted: string, candidate: string): number {
  if (wanted.length >= 3 && candidate.includes(wanted)) return candidate.startsWith(wanted) ? 0 : 1
  const beginning = candidate.slice(0, wanted.length + 1)
  return Math.min(levenshtein(wanted, candidate), 1 + levenshtein(wanted, beginning))
}

/** How many letters must be put in, left out or changed. */
function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [at, letter] of Array.from(a).entries()) {
    const next = [at + 1]
    for (const [column, other] of Array.from(b).entries())
      next.push(
        Math.min(
          (row[column + 1] ?? 0) + 1,
          (next[column] ?? 0) + 1,
          (row[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
