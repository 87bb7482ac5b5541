import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import net from 'node:net'
import tls from 'node:tls'
import { domainToASCII } from 'node:url'
import { signatureAlgorithm } from './signature-algorithm.js'

/** One certificate in plain words. Times are ISO 8601, UTC. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  readonly commonName?: string
  /** `dns:name` and `ip:address`, from the subject alternative names. */
  readonly names: readonly string[]
  readonly validFrom: string
  readonly validTo: string
  /** SHA-256 of the whole certificate, lower-case hex without colons. */
  readonly sha256: string
  /** Issuer and subject are the same name, and the signature is by its own key. */
  readonly selfSigned: boolean
  readonly isAuthority: boolean
  readonly keyType: string
  readonly keyBits?: number
  /** SHA-256 of the public key (RFC 7469 §2.4: its SubjectPublicKeyInfo), lower-case hex; older reports have none. */
  readonly keySha256?: string
  /** By what its issuer signed it, such as sha256WithRSAEncryption; older reports have none. */
  readonly signature?: string
  /** Object identifiers of what it may be used for (RFC 5280 §4.2.1.12); absent where it says nothing of that. */
  readonly purposes?: readonly string[]
  /** Where the issuer's certificate can be had (RFC 5280 §4.2.2.1, caIssuers). */
  readonly issuerUrls: readonly string[]
}

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1]
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    ...(commonName !== undefined && { commonName }),
    names: alternativeNames(certificate.subjectAltName),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    selfSigned: isSelfSigned(certificate),
    isAuthority: certificate.ca,
    ...keyFacts(certificate),
    ...useFacts(certificate),
    issuerUrls: issuerUrls(certificate.infoAccess),
  }
}

/**
 * Whether the certificate is for this host, by Node's own rules: a common name counts only where there is no
 * alternative DNS name, a literal address only among the addresses (RFC 6125, RFC 2818 §3.1).
 */
export function nameMatches(certificate: X509Certificate, host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const name = net.isIP(bare) === 0 ? domainToASCII(bare) || bare : bare
  return tls.checkServerIdentity(name, certificate.toLegacyObject()) === undefined
}

/** Node 20 gives one attribute a line; it gives undefined for an empty name, whatever its types say. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ')
}

/** `DNS:a, IP Address:127.0.0.1, DNS:"odd, name"`: Node quotes, as JSON does, what would split wrongly. */
function alternativeNames(text: string | undefined): readonly string[] {
  const names: string[] = []
  for (const [, kind, value = ''] of (text ?? '').matchAll(/(\w[\w ]*):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g)) {
    if (kind === 'DNS') names.push(`dns:${unquoted(value)}`)
    else if (kind === 'IP Address') names.push(`ip:${shortAddress(value)}`)
  }
  return names
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

/** Node writes IPv6 in full here, 0:0:0:0:0:0:0:1. */
function shortAddress(text: string): string {
  if (!net.isIPv6(text)) return text
  return new net.SocketAddress({ address: text, family: 'ipv6' }).address
}

/** A time that JavaScript cannot read is handed on as it is. */
function isoTime(text: string): string {
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? text : time.toISOString()
}

function isSelfSigned(certificate: X509Certificate): boolean {
  try {
    return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey)
  } catch {
    return false
  }
}

function keyFacts(certificate: X509Certificate): Pick<CertificateFacts, 'keyType' | 'keyBits' | 'keySha256'> {
  try {
    const key = certificate.publicKey
    const bits = keyBits(key)
    const info = key.export({ type: 'spki', format: 'der' })
    return {
      keyType: key.asymmetricKeyType ?? 'unknown',
      ...(bits !== undefined && { keyBits: bits }),
      keySha256: createHash('sha256').update(info).digest('hex'),
    }
  } catch {
    // A key that this OpenSSL cannot read, such as an unknown curve.
    return { keyType: 'unknown' }
  }
}

/** Node's keyUsage is the extended one, and undefined where there is none, whatever its types say. */
function useFacts(certificate: X509Certificate): Pick<CertificateFacts, 'signature' | 'purposes'> {
  const signature = signatureAlgorithm(certificate.raw)
  const purposes = certificate.keyUsage as readonly string[] | undefined
  return { ...(signature !== undefined && { signature }), ...(purposes !== undefined && { purposes }) }
}

/** A curve's size stands in its name: prime256v1, secp384r1, brainpoolP512r1. */
function keyBits({ asymmetricKeyDetails: details }: KeyObject): number | undefined {
  if (details?.modulusLength !== undefined) return details.modulusLength
  const digits = /\d{3}/.exec(details?.namedCurve ?? '')?.[0]
  return digits === undefined ? undefined : Number(digits)
}

function issuerUrls(text: string | undefined): readonly string[] {
  return [...(text ?? '').matchAll(/^CA Issuers - URI:(.*)$/gm)].map(([, url = '']) => unquoted(url))
}
