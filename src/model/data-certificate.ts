import { Type, type Static } from '@sinclair/typebox'

/**
 * The certificate of a data connection that shows another one than its control connection did: the fields of a sent
 * certificate, and how it would fare where it is checked. Times are ISO 8601, UTC; the fingerprint is lower-case hex.
 */
export const DataCertificateSchema = Type.Object({
  subject: Type.String(),
  issuer: Type.String(),
  sha256: Type.String(),
  validFrom: Type.String(),
  validTo: Type.String(),
  /** For the name that the certificate of the control connection is checked against. */
  nameMatches: Type.Boolean(),
  /** OpenSSL's word, such as CERT_HAS_EXPIRED; absent when the chain verifies. */
  problem: Type.Optional(Type.String()),
})
export type DataCertificate = Static<typeof DataCertificateSchema>
