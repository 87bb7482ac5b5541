import type { Probe } from '../engine/tools.js'
import type { SeenCell } from '../model/cell.js'
import type { StableObservations } from '../model/expectation.js'
import type { CellId } from '../model/matrix.js'
import type { Observation } from '../model/observation.js'
import type { Recording } from '../model/report.js'

/** The observations of a run without what differs from run to run; flat. A probe that brought no value says why instead. */
export function stableObservations(
  { observations }: Pick<Recording, 'observations'>,
  probes: readonly Probe[],
): StableObservations {
  return Object.fromEntries(
    probes.flatMap(probe => {
      const seen = observations[probe.id]
      return seen === undefined ? [] : flat(probe.id, stableOf(probe, seen))
    }),
  )
}

function stableOf(probe: Probe, seen: Observation): unknown {
  if (seen.status !== 'observed') return withoutValue(seen)
  try {
    // As a file holds it: what is undefined is not there.
    return JSON.parse(JSON.stringify(probe.stable(seen.value as never))) as unknown
  } catch {
    // A recording of another version may hold a value of another shape: it says nothing here.
    return undefined
  }
}

function withoutValue(seen: Exclude<Observation, { status: 'observed' }>): string {
  switch (seen.status) {
    case 'broken':
      return words([seen.status, seen.step, seen.failure, seen.reply?.code ?? undefined])
    case 'crashed':
      return seen.status
    default:
      return words([seen.status, seen.reason])
  }
}

/** Every leaf with its path. A list is a leaf: its order is part of what was seen. */
function flat(path: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object' || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([name, inner]) => flat(`${path}.${name}`, inner))
}

/** How a way ended, in words that are the same each time: no times, ports, texts. */
export function outcomeOf(cell: SeenCell): string {
  const { status, step, failure, reply, reason, alert, wire, tls, resumed, ended } = cell
  const code = reply === undefined || status === 'works' ? undefined : (reply.code ?? 'no-code')
  const data = wire === 'none' ? [] : [wire, tls?.version, resumed === true ? 'resumed' : undefined, ended]
  return words([status, step, failure, code, reason, alert?.name, ...(status === 'works' ? data : [wire])])
}

export function outcomesOf({ cells }: Pick<Recording, 'cells'>): Readonly<Record<CellId, string>> {
  return Object.fromEntries(cells.map(cell => [cell.id, outcomeOf(cell)])) as Record<CellId, string>
}

function words(parts: readonly (string | number | undefined)[]): string {
  return parts.filter(part => part !== undefined).join(' ')
}
