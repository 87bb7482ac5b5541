import type { Behaviour, Expectation, StableObservations } from '../../model/expectation.js'
import { folded, unfolded } from '../../model/way-patterns.js'

/** The server that the others are told apart from. */
export const baseServer = 'matrix/compliant'

/** A behaviour as its file holds it. `base` is absent for the base itself. */
export function expectationOf(behaviour: Behaviour, base: Behaviour | undefined): Expectation {
  const { server, verdict, findings, undetermined, ways, observations } = behaviour
  return {
    server,
    verdict,
    findings: { ...findings },
    undetermined: [...undetermined],
    ways: folded(ways),
    observations: base === undefined ? { ...observations } : difference(observations, base.observations),
  }
}

/** The inverse. */
export function behaviourExpected(expectation: Expectation, base: Behaviour | undefined): Behaviour {
  const { observations, ways } = expectation
  return {
    ...expectation,
    ways: unfolded(ways),
    observations: base === undefined ? observations : addition(observations, base.observations),
  }
}

function difference(seen: StableObservations, base: StableObservations): Record<string, unknown> {
  const hidden = Object.keys(base).filter(path => !(path in seen) && !isAbove(seen, path))
  return Object.fromEntries(
    [
      ...Object.entries(seen).filter(([path, value]) => !isSame(value, base[path])),
      ...hidden.map(path => [path, null] as const),
    ].sort(byPath),
  )
}

function addition(difference: StableObservations, base: StableObservations): Record<string, unknown> {
  const kept = Object.entries(base).filter(([path]) => !(path in difference) && !isAbove(difference, path))
  const added = Object.entries(difference).filter(([, value]) => value !== null)
  return Object.fromEntries([...kept, ...added].sort(byPath))
}

/** Where a probe has no value, its word (`login`: "untested ...") stands for all that the base has below it. */
function isAbove(observations: StableObservations, path: string): boolean {
  const parts = path.split('.')
  return parts.some((_, at) => at > 0 && parts.slice(0, at).join('.') in observations)
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
