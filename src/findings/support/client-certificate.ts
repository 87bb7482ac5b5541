import type { Features } from '../../../probes/features.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

/** What a server says that misses the client's certificate (RFC 5246 §7.2.2, RFC 8446 §6.2): 40, 41, 42, 116. */
const missing: readonly number[] = [40, 41, 42, 116]

/** An end behind the handshake of TLS 1.3, and in TLS 1.2 one in its midst: a firewall that cannot read ends neither there. */
export function missesOurCertificate({ failure, inTls12 }: NonNullable<Features['insideTlsBroke']>): boolean {
  if (failure === 'timeout' || inTls12 === undefined) return false
  const { outcome, alert } = inTls12
  // ProFTPD 1.3.8 says "421 TLS handshake failed" in clear behind its alert.
  const isEnd = outcome === 'fin' || outcome === 'rst' || outcome === 'clear-text'
  return alert === undefined ? isEnd : missing.includes(alert.description)
}

/** Whatever USER meets then, nobody was asked for a name yet. */
export function wantsOurCertificate(seen: Seen): boolean {
  const broke = valueOf(seen, 'features')?.insideTlsBroke
  return broke !== undefined && missesOurCertificate(broke)
}
