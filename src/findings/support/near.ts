import type { Seen } from '../../model/seen.js'
import { sameNetwork } from '../../model/addresses.js'
import { valueOf } from './observed.js'

/** The same machine, or the same network as far as addresses tell: no router with a smaller MTU lies between. */
export function isNear(seen: Seen): boolean {
  const own = valueOf(seen, 'matrix')?.ownAddress
  const { address } = seen.target
  return own !== undefined && address !== null && sameNetwork(own, address)
}
