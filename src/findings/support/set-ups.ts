import type { Matrix, SetUp } from '../../../probes/matrix.js'
import type { SeenCell } from '../../model/cell.js'
import { isPassive, wayOf, type DataMode } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import type { Step } from '../../model/step.js'
import { sameAddress } from '../../model/addresses.js'
import { isBad } from './cells.js'
import { valueOf } from './observed.js'
import { duration, endpoint } from './words.js'

export function modeOf(setUp: SetUp): DataMode {
  return wayOf(setUp.cell).dataMode
}

export function passiveSetUps(matrix: Matrix): readonly SetUp[] {
  return matrix.setUps.filter(setUp => isPassive(modeOf(setUp)))
}

export function activeSetUps(matrix: Matrix): readonly SetUp[] {
  return matrix.setUps.filter(setUp => !isPassive(modeOf(setUp)))
}

/** We dialled what the server named: the port of a 229, or a 227 with the control peer's own address. */
export function isAdvertised(seen: Seen): (setUp: SetUp) => boolean {
  return ({ named, ours }) =>
    named === null ||
    named === undefined ||
    sameAddress(named, ours ?? seen.target.address) ||
    sameAddress(named, seen.target.address)
}

/** A port of the kind that came with this address was dialled at the control peer, and took the connection. */
export function answersAtPeer(seen: Seen, address: string): boolean {
  const addresses = valueOf(seen, 'passive-address')?.addresses ?? []
  return addresses.some(named => named.address === address && (named.atPeer?.open ?? 0) > 0)
}

/** We dialled what a 227 named, as we were told to, and only the control peer's address would have answered: no dead port. */
export function isMisled(seen: Seen): (setUp: SetUp) => boolean {
  return ({ named, ours }) =>
    typeof named === 'string' &&
    sameAddress(named, ours) &&
    !sameAddress(named, seen.target.address) &&
    answersAtPeer(seen, named)
}

export function distinctPorts(setUps: readonly SetUp[]): readonly number[] {
  return [...new Set(setUps.flatMap(({ port }) => (port === undefined ? [] : [port])))]
}

/** The ways of some set-ups that came to a bad end at one of these steps. */
export function cellsBehindSetUps(
  seen: Seen,
  setUps: readonly SetUp[],
  steps: readonly Step[],
): readonly SeenCell[] {
  const ids = new Set(setUps.map(({ cell }) => cell))
  return seen.cells.filter(
    cell =>
      isBad(cell) &&
      cell.step !== undefined &&
      steps.includes(cell.step) &&
      (ids.has(cell.id) || (cell.sharedWith !== undefined && ids.has(cell.sharedWith))),
  )
}

/** Both addresses and the ports to search a firewall's log for. */
export function dialSummary(seen: Seen, matrix: Matrix, setUps: readonly SetUp[]): string {
  const from = seen.target.proxy === undefined ? (matrix.ownAddress ?? 'this machine') : 'The proxy'
  const to = setUps[0]?.ours ?? seen.target.address ?? seen.target.host
  const ports = distinctPorts(setUps)
  const shown = ports.slice(0, 6).join(', ') + (ports.length > 6 ? ', ...' : '')
  const seconds = Math.max(0, ...setUps.map(setUp => setUp.seconds ?? 0))
  const how = setUps.every(({ connect }) => connect === 'refused')
    ? 'refused at once'
    : [...reports(setUps), ...silence(setUps, seconds)].join(', else ')
  return `${from} to ${endpoint(to, null)} TCP ${shown}: ${how}; the control connection is alive.`
}

function reports(setUps: readonly SetUp[]): readonly string[] {
  const told = setUps.filter(({ connect }) => connect === 'unreachable').length
  if (told === 0) return []
  return [
    told === setUps.length
      ? 'reported unreachable'
      : `reported unreachable ${told} of ${setUps.length} times`,
  ]
}

function silence(setUps: readonly SetUp[], seconds: number): readonly string[] {
  if (setUps.every(({ connect }) => connect === 'unreachable')) return []
  if (setUps.every(({ connect }) => connect !== 'silent')) return ['refused at once']
  return [`silence${seconds > 0 ? `, up to ${duration(seconds)} each` : ''}`]
}
