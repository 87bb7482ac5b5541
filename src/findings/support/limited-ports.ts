import type { Matrix, SetUp } from '../../../probes/matrix.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'
import { distinctPorts, passiveSetUps } from './set-ups.js'

/** How a data port fails where the control port fails so. */
const likewise: Readonly<Record<string, SetUp['connect'] | undefined>> = {
  'connection-refused': 'refused',
  timeout: 'silent',
  unreachable: 'unreachable',
}

/**
 * Data ports that were stopped in the manner in which one control connection too many was, while others opened and no
 * number tells the ones from the others: a rule that counts an address's connections counts those for data as well.
 */
export function limitedSetUps(seen: Seen): readonly SetUp[] {
  const matrix = valueOf(seen, 'matrix')
  const manner = matrix === undefined ? undefined : mannerOf(matrix)
  if (matrix === undefined || manner === undefined) return []
  const dialled = passiveSetUps(matrix).filter(({ connect }) => connect !== 'not-tried')
  const open = dialled.filter(({ connect }) => connect === 'open')
  const stopped = dialled.filter(({ connect }) => connect === manner)
  if (open.length + stopped.length < dialled.length) return []
  return open.length > 0 && stopped.length > 0 && !isRange(distinctPorts(open), distinctPorts(stopped))
    ? stopped
    : []
}

/** Only what is stopped without a word: a server that says 421 counts sessions, and no data connections. */
function mannerOf({ sessionLimit, turnedAway }: Matrix): SetUp['connect'] | undefined {
  const limit = sessionLimit ?? turnedAway
  if (limit?.at !== 'connect' || limit.reply !== undefined) return undefined
  return likewise[limit.failure ?? '']
}

/** All of the one lie below all of the other, and that would hardly come about by chance: less than once in fifty times. */
function isRange(opened: readonly number[], stopped: readonly number[]): boolean {
  const isApart = Math.max(...opened) < Math.min(...stopped) || Math.max(...stopped) < Math.min(...opened)
  return isApart && 2 / waysToChoose(opened.length, opened.length + stopped.length) < 0.02
}

function waysToChoose(some: number, all: number): number {
  let ways = 1
  for (let taken = 1; taken <= some; taken += 1) ways *= (all - some + taken) / taken
  return ways
}

/** Said by the finding that tells of the limit. */
export function limitedInWords(setUps: readonly SetUp[]): string {
  const ports = distinctPorts(setUps).slice(0, 4)
  return setUps.length === 0
    ? ''
    : ` Some ports for data (TCP ${ports.join(', ')}) met the same, and others opened: connections for data are counted as well.`
}
