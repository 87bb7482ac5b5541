import type { Position } from '../../model/joined.js'
import type { Recording, Report } from '../../model/report.js'
import { addressKind, sameAddress, sameNetwork } from '../../model/addresses.js'

/** One recording, what the user calls the place that it was made at, and what it comes to alone. */
export interface Place {
  readonly place: string
  readonly recording: Recording
  readonly report: Report
}

/** Our own address there, as the first control connection had it; undefined where none came about, or a proxy connected. */
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
