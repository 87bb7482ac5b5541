import type { Probe } from '../engine/tools.js'
import { UsageError } from './usage-error.js'

/** Each after what it needs and comes after; else as they are. */
export function inOrder(probes: readonly Probe[]): readonly Probe[] {
  const ordered: Probe[] = []
  const place = (probe: Probe): void => {
    if (ordered.includes(probe)) return
    for (const id of [...probe.needs, ...(probe.after ?? [])]) {
      const before = probes.find(candidate => candidate.id === id)
      if (before !== undefined) place(before)
    }
    ordered.push(probe)
  }
  for (const probe of probes) place(probe)
  return ordered
}

/** Probes in order, grouped by who waits for whom: nothing in a group needs anything of its group. */
export function stagesOf(probes: readonly Probe[]): readonly (readonly Probe[])[] {
  const stages: Probe[][] = []
  for (const probe of probes) {
    const stage = stages.at(-1)
    const before: readonly string[] = [...probe.needs, ...(probe.after ?? [])]
    if (stage === undefined || stage.some(({ id }) => before.includes(id))) stages.push([probe])
    else stage.push(probe)
  }
  return stages
}

/** `--only` with probes keeps them and what they need; cells need the whole chain. */
export function selectProbes(
  probes: readonly Probe[],
  only: readonly string[] | undefined,
): readonly Probe[] {
  const named = (only ?? []).filter(name => !name.includes('/'))
  for (const name of named)
    if (!probes.some(({ id }) => id === name)) throw new UsageError(`--only ${name}: there is no such probe`)
  if (named.length === 0) return probes
  const wanted = new Set<string>(named)
  for (const probe of [...probes].reverse())
    if (wanted.has(probe.id)) for (const need of probe.needs) wanted.add(need)
  return probes.filter(({ id }) => wanted.has(id))
}
