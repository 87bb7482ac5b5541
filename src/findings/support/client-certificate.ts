import type { Features } from '../../../probes/features.js'

/** What a server says that misses the client's certificate (RFC 5246 §7.2.2, RFC 8446 §6.2): 40, 41, 42, 116. */
const missing: readonly number[] = [40, 41, 42, 116]

/** The end behind the handshake of TLS 1.3, and in TLS 1.2 the alert that says that a certificate of ours is missed. */
export function missesOurCertificate({ failure, inTls12 }: NonNullable<Features['insideTlsBroke']>): boolean {
  return failure !== 'timeout' && inTls12 !== undefined && missing.includes(inTls12.description)
}
