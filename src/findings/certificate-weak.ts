import type { Finding } from '../model/finding.js'
import { isVerified, judgeCertificate, nameOf, type Look } from './support/certificates.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy, clientRemedy, untested } from './support/remedies.js'
import { list } from './support/words.js'

/** NIST SP 800-131A: no RSA and no DSA key under 2048 bits; elliptic curves from 224 on. */
const leastBits: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, dsa: 2048, ec: 224 }
const brokenDigest = /md2|md5|sha1(?!\d)/i

/** A root's own signature proves nothing, so its digest is no matter. */
function weaknessesOf({ path }: Look): readonly string[] {
  return path.flatMap(certificate => {
    const { keyType, keyBits, signature = '', selfSigned } = certificate
    const isShort = keyBits !== undefined && keyBits < (leastBits[keyType] ?? 0)
    const isBroken = !selfSigned && brokenDigest.test(signature)
    return [
      ...(isShort ? [`that of ${nameOf(certificate)} has a key of ${keyBits} bits (${keyType})`] : []),
      ...(isBroken ? [`that of ${nameOf(certificate)} was signed by ${signature}`] : []),
    ]
  })
}

export const finding: Finding = {
  id: 'certificate-weak',
  title: 'The certificate is weaker than clients take',
  why: 'Its key is short, or its issuer signed it by SHA-1 or MD5, which can be forged. Debian and other systems have raised what their TLS libraries take, so one client accepts it and another one refuses it.',
  proof:
    'Length and kind of the key, and the algorithm of the signature, as they stand in the certificates that were sent: RSA and DSA under 2048 bits, curves under 224 bits, SHA-1 and MD5.',
  phase: 'verify',
  severity: 'warning',
  owner: ['certificate'],
  references: ['RFC 6194 §4', 'RFC 9155', 'https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/'],
  symptoms: [
    {
      client: 'curl',
      text: 'curl: (60) SSL certificate problem: CA signature digest algorithm too weak',
    },
    { client: 'curl', text: 'curl: (60) SSL certificate problem: EE certificate key too weak' },
    { client: 'Python ftplib', text: 'certificate verify failed: CA signature digest algorithm too weak' },
    {
      client: 'lftp',
      text: 'The certificate is NOT trusted. The certificate chain uses insecure algorithm.',
    },
    { client: 'any', text: '(OpenSSL of the server or client, when it loads it: ee key too small)' },
    { client: 'Java', text: 'Algorithm constraints check failed on signature algorithm: SHA1withRSA' },
    { client: 'Go', text: 'x509: cannot verify signature: insecure algorithm SHA1-RSA' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Have the certificate issued again: an RSA key of 2048 bits or more, or P-256, signed by SHA-256.',
    ),
    ...untested(certificateRemedies),
    clientRemedy('curl', 'Take weak certificates, and weak cipher suites with them', {
      config: '--ciphers DEFAULT@SECLEVEL=0',
      lowersSecurity: true,
    }),
  ],
  judge: seen =>
    judgeCertificate(seen, look => {
      const weaknesses = weaknessesOf(look)
      if (weaknesses.length === 0)
        return look.leaf.signature === undefined
          ? { undetermined: 'the report does not say by what the certificate was signed' }
          : 'absent'
      const isRefused = look.problem === 'UNSPECIFIED'
      return {
        certainty: 'certain',
        severity: isRefused ? 'error' : 'warning',
        summary: `A certificate is weak: ${list(weaknesses)}. ${isRefused || !isVerified(look.problem) ? 'Clients with an OpenSSL or a GnuTLS of today refuse it' : 'Our check took it; clients on systems that ask for more, such as Debian, refuse it'}.`,
      }
    }),
}
