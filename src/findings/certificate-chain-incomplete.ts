import type { Finding } from '../model/finding.js'
import { isIssuerUnfit, judgeCertificate, nameOf } from './support/certificates.js'
import { certificateRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'

const missing: readonly string[] = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
]

export const finding: Finding = {
  id: 'certificate-chain-incomplete',
  title: 'The server leaves out an intermediate certificate',
  why: 'The server sends its own certificate without the one in between. A browser may have that in store; FTP clients seldom do, and so cannot trace it to an authority that they know.',
  proof:
    'The issuer of the last certificate sent is not among those sent, and the certificate names where the missing one can be fetched.',
  phase: 'verify',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 8446 §4.4.2', 'RFC 5280 §4.2.2.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: unable to get local issuer certificate' },
    { client: 'basic-ftp', text: 'unable to verify the first certificate' },
    { client: 'lftp', text: 'The certificate is NOT trusted. The certificate issuer is unknown.' },
    {
      client: 'Java',
      text: 'PKIX path building failed: unable to find valid certification path to requested target',
    },
  ],
  covers: ['cert-chain-incomplete'],
  explains: ['certificate-untrusted'],
  remedies: [
    anyServerRemedy(
      'Send the intermediate certificate too; browsers fetch it and so hide that it is missing.',
    ),
    ...certificateRemedies,
    clientRemedy('any', 'Until then: fetch the intermediate from the address named here and trust it.'),
  ],
  judge: seen =>
    judgeCertificate(seen, ({ leaf, path, problem }) => {
      if (problem === undefined || problem.includes('ALTNAME') || leaf.selfSigned) return 'absent'
      if (path.at(-1)?.selfSigned === true) return 'absent'
      if (!missing.includes(problem)) return { undetermined: `the check ended earlier, at ${problem}` }
      const [url] = leaf.issuerUrls
      if (isIssuerUnfit(problem, path)) return { undetermined: 'the issuer that was sent does not fit' }
      if (path.length > 1) return { undetermined: 'an issuer was sent, and the one above it may be a root' }
      if (url === undefined) {
        return { undetermined: 'the certificate does not say where its issuer can be had' }
      }
      return {
        certainty: 'certain',
        summary: `The server sends only its own certificate (${nameOf(leaf)}); that of its issuer ${leaf.issuer} is missing and can be had at ${url}.`,
        quote: problem,
      }
    }),
}
