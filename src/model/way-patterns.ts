import {
  cellId,
  cellIds,
  dataModes,
  protections,
  securities,
  wayOf,
  ways as allWays,
  type CellId,
  type Way,
} from './matrix.js'

/** All ways by how they ended, folded: `{ 'works tls': ['auth-tls/P/*'] }`; in the order of the table. */
export function folded(ways: Readonly<Record<CellId, string>>): Record<string, string[]> {
  const groups = new Map<string, CellId[]>()
  for (const id of cellIds) groups.set(ways[id], [...(groups.get(ways[id]) ?? []), id])
  return Object.fromEntries([...groups].map(([outcome, ids]) => [outcome, patternsOf(ids)]))
}

/** The inverse of `folded`. */
export function unfolded(groups: Readonly<Record<string, readonly string[]>>): Record<CellId, string> {
  const outcomes = Object.entries(groups).flatMap(([outcome, patterns]) =>
    patterns.flatMap(pattern => idsOf(pattern).map(id => [id, outcome] as const)),
  )
  return Object.fromEntries(outcomes) as Record<CellId, string>
}

/** As few patterns as rows and columns give: modes join where all else is equal, then levels, then methods. */
export function patternsOf(ids: readonly CellId[]): string[] {
  const ways = ids.map(wayOf)
  const bySecurity = joined(securities, security => {
    const byProtection = joined(protections, protection => {
      const modes = ways.filter(way => way.security === security && way.protection === protection)
      return listed(dataModes, ({ dataMode }) => dataMode, modes)
    })
    return byProtection.map(([levels, modes]) => `${levels}/${modes}`).join(' ')
  })
  return bySecurity.flatMap(([methods, rest]) => rest.split(' ').map(part => `${methods}/${part}`))
}

/** Names that have the same below them stand together: `C,P`, or `*` for all. */
function joined<Name extends string>(
  names: readonly Name[],
  below: (name: Name) => string,
): (readonly [string, string])[] {
  const groups = new Map<string, Name[]>()
  for (const name of names) {
    const what = below(name)
    if (what !== '') groups.set(what, [...(groups.get(what) ?? []), name])
  }
  return [...groups].map(([what, group]) => [starred(names, group), what] as const)
}

function listed<Name extends string>(
  names: readonly Name[],
  nameOf: (way: Way) => Name,
  ways: readonly Way[],
): string {
  return starred(
    names,
    names.filter(name => ways.some(way => nameOf(way) === name)),
  )
}

function starred(all: readonly string[], some: readonly string[]): string {
  return some.length === all.length ? '*' : some.join(',')
}

function idsOf(pattern: string): readonly CellId[] {
  const [methods, levels, modes] = pattern.split('/').map(namesIn)
  const fits = ({ security, protection, dataMode }: Way): boolean =>
    methods?.has(security) === true && levels?.has(protection) === true && modes?.has(dataMode) === true
  return allWays.filter(fits).map(cellId)
}

const everyName: ReadonlySet<string> = new Set([...securities, ...protections, ...dataModes])

function namesIn(part: string): ReadonlySet<string> {
  return part === '*' ? everyName : new Set(part.split(','))
}
