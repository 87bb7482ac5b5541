import type { Finding } from '../model/finding.js'
import { fingerprint, judgeCertificate, nameOf } from './support/certificates.js'
import { certificateRemedies, trustRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'certificate-self-signed',
  title: 'The certificate is self-signed: nothing proves who answers',
  why: 'The certificate was signed by its own key, so no authority vouches for it: a stranger on the way could show one that looks the same. Only its fingerprint, told by the partner, can prove it.',
  proof: "Issuer and subject are one, and the signature verifies with the certificate's own key.",
  phase: 'verify',
  severity: 'error',
  owner: ['certificate'],
  references: ['RFC 5280 §3.2', 'RFC 4217 §15.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: self-signed certificate' },
    { client: 'basic-ftp', text: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { client: 'lftp', text: 'Certificate verification: Not trusted' },
    { client: 'FileZilla', text: 'Unknown certificate (dialog)' },
    {
      client: 'Java',
      text: 'PKIX path building failed: unable to find valid certification path to requested target',
    },
    { client: '.NET', text: 'The remote certificate is invalid according to the validation procedure.' },
  ],
  covers: ['cert-self-signed'],
  explains: [],
  remedies: [
    anyServerRemedy('Use a certificate of an authority that clients know.'),
    ...certificateRemedies,
    ...trustRemedies,
  ],
  judge: seen =>
    judgeCertificate(seen, ({ leaf, problem, store, pinned }) => {
      const isTrusted = problem === undefined || problem === 'ERR_TLS_CERT_ALTNAME_INVALID'
      if (!leaf.selfSigned || (isTrusted && !pinned)) return 'absent'
      return {
        certainty: 'certain',
        summary: pinned
          ? `The certificate of ${nameOf(leaf)} is self-signed. It is the one that was pinned, so this check knows who answers; other clients must be told so.`
          : `The certificate of ${nameOf(leaf)} is self-signed: nothing proves who answers (asked: ${store}).`,
        quote: `SHA-256 ${fingerprint(leaf)}`,
      }
    }),
}
