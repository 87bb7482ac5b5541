import type { Finding } from '../model/finding.js'
import { day, isVerified, judgeCertificate, nameOf } from './support/certificates.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'certificate-expired',
  title: 'The certificate has expired',
  why: 'Certificates are valid for a while only. It was not renewed, or the FTP server still holds the old one since nobody restarted it.',
  proof: "The last day of validity is before our clock's date; both are named.",
  phase: 'verify',
  severity: 'error',
  owner: ['certificate'],
  references: ['RFC 5280 §4.1.2.5'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: certificate has expired' },
    { client: 'basic-ftp', text: 'CERT_HAS_EXPIRED' },
    {
      client: 'lftp',
      text: 'The certificate is NOT trusted. The certificate chain uses expired certificate.',
    },
    { client: 'Go', text: 'x509: certificate has expired or is not yet valid: current time is after' },
    { client: 'Java', text: 'CertificateExpiredException: NotAfter' },
    { client: '.NET', text: 'The remote certificate is invalid according to the validation procedure.' },
  ],
  covers: ['cert-expired', 'clock-wrong', 'ca-root-expired-in-client'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Renew the certificate, and have the renewal reload the FTP server: it may still hold the old one.',
    ),
    ...certificateRemedies,
    clientRemedy('any', 'Check the clock of this machine against the time named here.'),
  ],
  judge: seen =>
    judgeCertificate(seen, ({ path, problem }) => {
      if (isVerified(problem)) return 'absent'
      const now = Date.parse(seen.started)
      const expired = path.find(({ validTo }) => Date.parse(validTo) < now)
      if (expired === undefined) {
        return problem === 'CERT_HAS_EXPIRED'
          ? {
              certainty: 'likely',
              summary: `A certificate above the server's own has expired, in the store that was asked; our clock says ${day(seen.started)}.`,
              wouldProve: 'Try with an up-to-date trust store (--ca).',
              owner: ['client'],
            }
          : 'absent'
      }
      return {
        certainty: 'certain',
        summary: `The certificate of ${nameOf(expired)} expired on ${day(expired.validTo)}; our clock says ${day(seen.started)}.`,
      }
    }),
}
