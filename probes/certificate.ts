import type { Security } from '../src/model/matrix.js'

/** One certificate as it was sent, in plain words. Times are ISO 8601, UTC; fingerprints are lower-case hex without colons. */
export interface SentCertificate {
  readonly subject: string
  readonly issuer: string
  readonly commonName?: string
  /** `dns:name` and `ip:address`, from the subject alternative names. */
  readonly names: readonly string[]
  readonly validFrom: string
  readonly validTo: string
  readonly sha256: string
  /** Issuer and subject are the same name, and the signature is by its own key. */
  readonly selfSigned: boolean
  readonly isAuthority: boolean
  readonly keyType: string
  readonly keyBits?: number
  /** Where the issuer's certificate can be had (AIA caIssuers). */
  readonly issuerUrls: readonly string[]
}

/** The control connection's certificate, from a full handshake. */
export interface CertificateLook {
  readonly security: Security
  /** As sent: leaf first, duplicates and strays included. */
  readonly chain: readonly SentCertificate[]
  readonly tlsName: string
  readonly nameMatches: boolean
  /** OpenSSL's word, such as DEPTH_ZERO_SELF_SIGNED_CERT; absent when the chain verifies. */
  readonly problem?: string
  /** The chain verifies and the name matches, or the pin does: a password may be sent. */
  readonly verified: boolean
  readonly pinned: boolean
  /** The user told us to go on without trust. */
  readonly insecure: boolean
  /** Which trust store was asked, in words. */
  readonly store: string
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly certificate: CertificateLook
  }
}
