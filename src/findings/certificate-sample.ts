import type { Finding } from '../model/finding.js'
import { judgeCertificate } from './support/certificates.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy } from './support/remedies.js'
import { isForNobody, sampleOf } from './support/sample-certificates.js'

export const finding: Finding = {
  id: 'certificate-sample',
  title: "The certificate is a product's default, not this server's own",
  why: 'Many products ship a certificate or make one of themselves, so that TLS can be switched on at once. It names nobody, no authority vouches for it, and the key of a shipped one is known to all who have the product.',
  proof:
    'Its subject is word for word what a known product puts there; or it is signed by its own key and names only localhost or example.com, and another name was asked for (likely).',
  phase: 'verify',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 4217 §15.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: self-signed certificate' },
    { client: 'FileZilla', text: 'Unknown certificate (dialog): filezilla-server self signed certificate' },
  ],
  covers: [],
  // Nothing else is to be done about these: the certificate has to be another one.
  explains: [
    'certificate-self-signed',
    'certificate-untrusted',
    'certificate-name-mismatch',
    'certificate-expired',
    'certificate-weak',
  ],
  remedies: [
    anyServerRemedy(
      'Replace it by a certificate for the name by which clients connect, of an authority that they know.',
    ),
    anyServerRemedy(
      'FileZilla Server: Configure, Server, Protocols settings, FTP and FTP over TLS, Certificate: give your own, or let Lets Encrypt issue one.',
    ),
    anyServerRemedy('Plesk, Synology: issue one in the panel, and choose it for FTP as well.'),
    ...certificateRemedies,
  ],
  judge: seen =>
    judgeCertificate(seen, ({ leaf, nameMatches }) => {
      const product = sampleOf(leaf)
      if (product !== undefined)
        return {
          certainty: 'certain',
          severity: 'warning',
          summary: `The server shows a certificate that nobody made for it: ${leaf.subject}, as of ${product}.`,
          quote: leaf.subject,
        }
      if (!leaf.selfSigned || nameMatches || !isForNobody(leaf)) return 'absent'
      return {
        certainty: 'likely',
        severity: 'warning',
        summary: `The server shows a certificate that names nobody in particular: ${leaf.subject}. It was made when the server was installed, as it seems.`,
        quote: leaf.subject,
        wouldProve: "The server's owner: whether somebody made this certificate for this server.",
      }
    }),
}
