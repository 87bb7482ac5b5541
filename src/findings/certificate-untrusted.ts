import type { Finding, Remedy } from '../model/finding.js'
import {
  isIssuerUnfit,
  judgeCertificate,
  nameOf,
  type CertificateVerdict,
  type Look,
} from './support/certificates.js'
import { certificateRemedies, trustRemedies } from './support/certificate-remedies.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'

/** Problems that other findings tell of. */
const others: readonly string[] = [
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_PURPOSE',
  // Node's word for what it has no word for, such as a digest or a key that is too weak.
  'UNSPECIFIED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
]

function judge({
  leaf,
  path,
  problem,
  store,
}: Look): CertificateVerdict | 'absent' | { undetermined: string } {
  if (problem === undefined || problem.includes('ALTNAME')) return 'absent'
  if (leaf.selfSigned) return 'absent'
  if (others.includes(problem)) return { undetermined: `the check ended earlier, at ${problem}` }
  if (isIssuerUnfit(problem, path))
    return { undetermined: 'the issuer that was sent does not fit, so the root is not known' }
  const top = path.at(-1) ?? leaf
  if (top.selfSigned) {
    return {
      certainty: 'certain',
      summary: `The certificate of ${nameOf(leaf)} comes from ${nameOf(top)}, an authority that is not in the store that was asked (${store}).`,
      quote: problem,
    }
  }
  if (path.length === 1 && leaf.issuerUrls.length > 0) {
    return { undetermined: 'a certificate of the chain was not sent, so its root is not known' }
  }
  return {
    certainty: 'likely',
    summary: `The certificate of ${nameOf(leaf)} comes from ${top.issuer}, which the store that was asked does not know (${store}). It is a private authority, or the server leaves a certificate out.`,
    wouldProve: "The authority's own certificate: with it in --ca the check passes.",
    quote: problem,
    remedies: [sendTheRest(path.length === 1)],
  }
}

/** A chain that ends short of a root: one more certificate behind it may be all that is wanting, and harms in no case. */
function sendTheRest(isAlone: boolean): Remedy {
  return anyServerRemedy(
    isAlone
      ? 'Append the intermediate certificates that came with this one to its file: the server sends it alone.'
      : 'Append the next intermediate certificate to the file, if the last one sent has one above it.',
  )
}

export const finding: Finding = {
  id: 'certificate-untrusted',
  title: 'The certificate comes from an authority that is not trusted here',
  why: "The chain is whole, and its root is not in the list of trusted authorities that was asked: a company's own authority, a firewall that looks into TLS, or a list that is out of date.",
  proof: 'The chain ends in a root that the store does not hold; which store was asked is named.',
  phase: 'verify',
  severity: 'error',
  owner: ['certificate', 'client'],
  references: ['RFC 5280 §6.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (60) SSL certificate problem: unable to get local issuer certificate' },
    {
      client: 'curl',
      text: 'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
    },
    { client: 'lftp', text: 'The certificate is NOT trusted. The certificate issuer is unknown.' },
    { client: 'rclone', text: 'x509: certificate signed by unknown authority' },
    { client: 'basic-ftp', text: 'SELF_SIGNED_CERT_IN_CHAIN' },
    {
      client: 'Java',
      text: 'PKIX path building failed: unable to find valid certification path to requested target',
    },
    { client: '.NET', text: 'The remote certificate is invalid according to the validation procedure.' },
  ],
  covers: ['deep-inspection-reissued-cert', 'stale-ca-bundle', 'ca-root-expired-in-client'],
  explains: [],
  remedies: [
    ...trustRemedies,
    clientRemedy(
      'any',
      "On Windows and macOS the system's own store is not asked: export the root from it as PEM and hand it over with --ca.",
    ),
    anyServerRemedy(
      'Use a certificate of an authority that clients know, or hand them the certificate of your own.',
    ),
    ...certificateRemedies,
  ],
  judge: seen => judgeCertificate(seen, judge),
}
