import type { Position } from '../../model/joined.js'
import type { Recording, Report } from '../../model/report.js'
import { addressKind, sameAddress, sameNetwork } from '../../model/addresses.js'
import { list } from '../../findings/support/words.js'

/** One recording, what the user calls the place that it was made at, and what it comes to alone. */
export interface Place {
  readonly place: string
  readonly recording: Recording
  readonly report: Report
}

/** What the user calls these places. */
export function namesOf(places: readonly Place[]): string {
  return list(places.map(({ place }) => place))
}

/** The verb for one place, or for several. */
export function meets(
  places: readonly Place[],
  [one, many]: readonly [string, string] = ['meets', 'meet'],
): string {
  return places.length === 1 ? one : many
}

/** Our own address there, as the first control connection had it, or would have had; undefined where no way leads to the server, or a proxy connected. */
export function ownAddressOf({ target, transcript: { connections } }: Recording): string | undefined {
  if (target.proxy !== undefined) return undefined
  const local = connections.find(({ role, local }) => role === 'control' && local !== undefined)?.local
  return local?.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1')
}

/** By addresses alone, which a tunnel or a VPN may bend: the end of one looks like the server itself, or its network. */
export function positionOf(recording: Recording): Position {
  const peer = recording.target.address
  const own = ownAddressOf(recording)
  if (peer === null || recording.target.proxy !== undefined) return 'unknown'
  if (isLoopback(peer) || sameAddress(own, peer)) return 'server'
  if (addressKind(peer) === 'private') return 'inside'
  return own !== undefined && sameNetwork(own, peer) ? 'inside' : 'outside'
}

function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/i.test(address)
}

/** Our addresses are known of both looks, and differ; else it may be time, or chance, that parts them. */
export function areApart(a: Place, b: Place): boolean {
  const [one, other] = [ownAddressOf(a.recording), ownAddressOf(b.recording)]
  return one !== undefined && other !== undefined && !sameAddress(one, other)
}

/** What lies further apart than this may have been repaired, or broken, in between. */
const togetherWithinMs = 60 * 60 * 1000

export function isInOneHour(a: Place, b: Place): boolean {
  return Math.abs(Date.parse(a.recording.started) - Date.parse(b.recording.started)) <= togetherWithinMs
}
