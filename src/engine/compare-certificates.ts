import type { DataCertificate } from '../model/data-certificate.js'
import { certificateFacts, nameMatches } from '../tls/certificate-facts.js'
import type { TlsLink } from '../tls/link.js'

/**
 * What a data connection showed beside its control connection (RFC 4217 §15.1); undefined where either has no certificate to show:
 * a resumed TLS session has none (RFC 5246 §7.3, RFC 8446 §2.2).
 */
export function compareCertificates(
  control: Pick<TlsLink, 'chain'> | undefined,
  data: Pick<TlsLink, 'chain' | 'problem'> | undefined,
  tlsName: string,
): 'as-control' | DataCertificate | undefined {
  const [ours] = control?.chain ?? []
  const [other] = data?.chain ?? []
  if (ours === undefined || other === undefined) return undefined
  if (ours.fingerprint256 === other.fingerprint256) return 'as-control'
  const { subject, issuer, sha256, validFrom, validTo } = certificateFacts(other)
  return {
    ...{ subject, issuer, sha256, validFrom, validTo },
    nameMatches: nameMatches(other, tlsName),
    ...(data?.problem === undefined ? {} : { problem: data.problem }),
  }
}
