import type { Finding } from '../model/finding.js'
import { isVerified, judgeCertificate, nameOf } from './support/certificates.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy } from './support/remedies.js'
import { list } from './support/words.js'

/** RFC 5280 §4.2.1.12, and two older ones that OpenSSL takes for it (server gated crypto). */
const forServers: readonly string[] = [
  '1.3.6.1.5.5.7.3.1',
  '2.5.29.37.0',
  '1.3.6.1.4.1.311.10.3.3',
  '2.16.840.1.113730.4.1',
]

const purposeWords: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.2': 'TLS clients',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'e-mail',
  '1.3.6.1.5.5.7.3.8': 'time stamps',
}

export const finding: Finding = {
  id: 'certificate-purpose-wrong',
  title: 'The certificate was not made for a server',
  why: "A certificate may say what it is for. This one does not say servers, or it is an authority's own: it was issued from the wrong template, or the wrong file was named.",
  proof:
    'Its extended key usage leaves out TLS servers; or it is the certificate of an authority, which another one has issued.',
  phase: 'verify',
  severity: 'error',
  owner: ['certificate'],
  references: ['RFC 5280 §4.2.1.12', 'RFC 5280 §4.2.1.9'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: unsuitable certificate purpose' },
    { client: 'Python ftplib', text: 'certificate verify failed: unsuitable certificate purpose' },
    { client: 'basic-ftp', text: 'INVALID_PURPOSE' },
    {
      client: 'Java',
      text: 'Extended key usage does not permit use for TLS server authentication',
    },
    { client: 'Go', text: 'x509: certificate specifies an incompatible key usage' },
    { client: 'any', text: 'CaUsedAsEndEntity (rustls)' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Have it issued again for a TLS server (extended key usage serverAuth), by the template for web servers.',
    ),
    ...certificateRemedies,
  ],
  judge: seen =>
    judgeCertificate(seen, ({ leaf, problem }) => {
      const { purposes = forServers, isAuthority, selfSigned, signature } = leaf
      const isPassed = isVerified(problem)
      if (!purposes.some(purpose => forServers.includes(purpose)))
        return {
          certainty: 'certain',
          severity: isPassed ? 'warning' : 'error',
          summary: `The certificate of ${nameOf(leaf)} is not for servers; it is for ${list(purposes.map(purpose => purposeWords[purpose] ?? purpose))}.`,
        }
      // Whoever signs their own mostly does so with the defaults of openssl req, which make an authority.
      if (isAuthority && !selfSigned)
        return {
          certainty: 'certain',
          severity: 'warning',
          summary: `The certificate of ${nameOf(leaf)} is an authority's own, and is shown by a server: some clients (those of rustls) refuse it.`,
        }
      const wasLooked = leaf.purposes !== undefined || signature !== undefined || isPassed
      return wasLooked
        ? 'absent'
        : { undetermined: 'the report does not say what the certificate may be used for' }
    }),
}
