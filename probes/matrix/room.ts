import type { SetUp } from '../../src/engine/tools.js'
import { isPassive, wayOf } from '../../src/model/matrix.js'
import type { Seen } from '../../src/model/seen.js'

/** How many sessions of ours are known to stand at one time without one being turned away. */
export function roomOf(seen: Seen): number {
  const matrix = seen.of('matrix')
  if (matrix.status !== 'observed') return 1
  const { sessionLimit, turnedAway, sessionsAtOnce } = matrix.value
  return sessionLimit === undefined && turnedAway === undefined ? Math.max(1, sessionsAtOnce) : 1
}

/** So few passive ports that two sessions of ours may want the same one: what fails then says nothing of the server's rules. */
export function hasFewPorts(seen: Seen): boolean {
  const matrix = seen.of('matrix')
  if (matrix.status !== 'observed') return true
  const { setUps } = matrix.value
  const isAsked = setUps.some(({ cell }) => isPassive(wayOf(cell).dataMode))
  return isAsked && new Set(portsNamed(setUps)).size < fewPorts
}

/** The ports that replies to PASV and EPSV named. */
export function portsNamed(setUps: readonly SetUp[]): readonly number[] {
  return setUps.flatMap(({ cell, port }) =>
    port === undefined || !isPassive(wayOf(cell).dataMode) ? [] : [port],
  )
}

export const fewPorts = 4
