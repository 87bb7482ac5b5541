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
  const passive = matrix.value.setUps.filter(({ cell }) => /PASV|EPSV/.test(cell))
  const ports = new Set(passive.flatMap(({ port }) => (port === undefined ? [] : [port])))
  return passive.length > 0 && ports.size < fewPorts
}

const fewPorts = 4
