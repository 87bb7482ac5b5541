import type { Finding } from '../model/finding.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { day, isVerified, judgeCertificate, nameOf } from './support/certificates.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'certificate-not-yet-valid',
  title: 'The certificate is not valid yet',
  why: 'The first day of validity is in the future: a clock is wrong, here or where the certificate was made.',
  proof: "The first day of validity is behind our clock's date; both are named.",
  phase: 'verify',
  severity: 'error',
  owner: ['certificate'],
  references: ['RFC 5280 §4.1.2.5'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: certificate is not yet valid' },
    { client: 'basic-ftp', text: 'CERT_NOT_YET_VALID' },
    {
      client: 'lftp',
      text: 'The certificate is NOT trusted. The certificate chain uses not yet valid certificate.',
    },
    { client: 'Go', text: 'x509: certificate has expired or is not yet valid: current time is before' },
    { client: 'Java', text: 'CertificateNotYetValidException: NotBefore' },
  ],
  covers: ['clock-wrong'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Check the clock of this machine first: a clock that is behind looks just the same.'),
    anyServerRemedy('Check the clock of the machine that issued the certificate, and issue it again.'),
    ...certificateRemedies,
  ],
  judge: seen =>
    judgeCertificate(seen, ({ path, problem }) => {
      if (isVerified(problem)) return 'absent'
      const now = Date.parse(seen.started)
      const early = path.find(({ validFrom }) => Date.parse(validFrom) > now)
      if (early === undefined) return 'absent'
      return {
        certainty: 'certain',
        summary: `The certificate of ${nameOf(early)} is valid from ${day(early.validFrom)} on; our clock says ${day(seen.started)}.`,
      }
    }),
}
