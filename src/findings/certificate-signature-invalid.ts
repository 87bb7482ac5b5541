import type { Finding } from '../model/finding.js'
import { isIssuerUnfit, judgeCertificate, nameOf } from './support/certificates.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'certificate-signature-invalid',
  title: "The certificate's signature does not verify",
  why: 'A signature in the chain was not made by the key above it: two certificates with one name were mixed up, or somebody on the way replaced one.',
  proof:
    'The signature does not verify with the key of the certificate that is named as its issuer. Likely where one of that name was sent and did not fit.',
  phase: 'verify',
  severity: 'error',
  owner: ['certificate'],
  references: ['RFC 5280 §6.1.3'],
  symptoms: [{ client: 'curl', text: 'curl: (60) SSL certificate problem: certificate signature failure' }],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy('Install the certificate again, and the issuer that really signed it.'),
    networkRemedy('See who is between: a forged certificate looks like this.'),
  ],
  judge: seen =>
    judgeCertificate(seen, ({ problem, leaf, path }) => {
      if (problem === 'CERT_SIGNATURE_FAILURE') {
        return {
          certainty: 'certain',
          summary: `The signature of the certificate of ${nameOf(leaf)} does not fit its issuer's key.`,
          quote: problem,
        }
      }
      const [, issuer] = path
      if (issuer !== undefined && isIssuerUnfit(problem, path)) {
        return {
          certainty: 'likely',
          summary: `The server sends an issuer of the name ${nameOf(issuer)}, and it did not sign the certificate of ${nameOf(leaf)}, or may sign none.`,
          wouldProve: 'The issuer that really signed it: with it in place of the other the check passes.',
          ...(problem === undefined ? {} : { quote: problem }),
        }
      }
      return problem === undefined || problem.includes('ALTNAME')
        ? 'absent'
        : { undetermined: `the check ended earlier, at ${problem}` }
    }),
}
