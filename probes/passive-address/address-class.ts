import { addressKind, sameAddress } from '../../src/net/address.js'

/** What kind of place a 227 names; `unusable` is what nobody dials, as multicast, and `unreadable` no address at all. */
export const addressClasses = [
  'control-peer',
  'private',
  'loopback',
  'link-local',
  'public',
  'unspecified',
  'unusable',
  'unreadable',
] as const
export type AddressClass = (typeof addressClasses)[number]

/** The control peer comes first: where that is private, a private address is the right one. */
export function classOf(address: string | null, peer: string): AddressClass {
  if (address === null) return 'unreadable'
  if (sameAddress(address, peer)) return 'control-peer'
  const kind = addressKind(address)
  if (kind === 'multicast') return 'unusable'
  // Blocks kept for documents, benchmarks and protocols look public to a client; from 240.0.0.0 on nothing is (RFC 1112 §4).
  if (kind === 'reserved') return Number(address.split('.')[0]) >= 240 ? 'unusable' : 'public'
  return kind
}
