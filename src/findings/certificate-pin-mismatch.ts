import type { Finding } from '../model/finding.js'
import { judgeCertificate } from './support/certificates.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'certificate-pin-mismatch',
  title: 'The certificate is not the one that was pinned',
  why: 'A pin accepts exactly one certificate. The server has a new one since (every renewal makes one), another server answers at this address, or a firewall opens the TLS and shows a certificate of its own.',
  proof:
    'The SHA-256 of the certificate that was sent is compared with the one that was given; both are named.',
  phase: 'verify',
  severity: 'error',
  owner: ['certificate', 'client'],
  references: ['RFC 5280 §6.1', 'RFC 4217 §15.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (90) SSL: public key does not match pinned public key' },
    { client: 'FileZilla', text: "The server's certificate has changed (dialog)" },
  ],
  covers: ['deep-inspection-reissued-cert'],
  explains: [
    'certificate-chain-incomplete',
    'certificate-expired',
    'certificate-name-mismatch',
    'certificate-not-yet-valid',
    'certificate-purpose-wrong',
    'certificate-sample',
    'certificate-self-signed',
    'certificate-signature-invalid',
    'certificate-untrusted',
    'certificate-weak',
  ],
  remedies: [
    anyServerRemedy(
      'Tell those who pinned the old certificate the fingerprint of the new one, before it is changed.',
    ),
    networkRemedy(
      'A firewall that opens TLS shows its own certificate: take this server out of its inspection.',
    ),
  ],
  judge: seen =>
    judgeCertificate(seen, ({ leaf, pin, pinned }) => {
      if (pin === undefined || pinned) return 'absent'
      return {
        certainty: 'certain',
        summary: `The pin does not match the certificate. --pin gave sha256:${pin}; the server shows sha256:${leaf.sha256}.`,
      }
    }),
}
