/** "certificate problem": self-signed, unknown authority, expired, another name, another certificate than the pinned one. */
import type { CheckOptions } from '../../src/run/check-options.js'
import { certificate, type CertificateKind } from '../../fixtures/certificates.js'
import { explicitOnly, lookAlikes, scripted } from './support/group.js'

const ids = [
  'certificate-self-signed',
  'certificate-untrusted',
  'certificate-chain-incomplete',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-name-mismatch',
  'certificate-pin-mismatch',
  'certificate-signature-invalid',
]
const only = ['auth-tls/P/EPSV']
const shows = (kind: CertificateKind, options: Partial<CheckOptions> = {}) =>
  scripted({
    faults: { serverCertificate: kind },
    started: explicitOnly,
    options: { only, ...options },
  })

lookAlikes('the certificate is not trusted', ids, [
  {
    says: 'cert-self-signed',
    look: shows('self-signed'),
    cause: 'certificate-self-signed',
    certainty: 'certain',
  },
  {
    says: 'an authority that is not in the store: the root is not sent, so only likely',
    look: async t => shows('trusted', { ca: (await certificate('self-signed')).cert })(t),
    cause: 'certificate-untrusted',
    certainty: 'likely',
  },
  { says: 'cert-expired', look: shows('expired'), cause: 'certificate-expired', certainty: 'certain' },
  {
    says: 'sni-wrong-vhost, cert-name-mismatch',
    look: shows('wrong-name'),
    cause: 'certificate-name-mismatch',
    certainty: 'certain',
  },
  {
    says: 'deep-inspection-reissued-cert: it verifies, and is another one than the pinned one',
    look: shows('trusted', { pin: 'ab'.repeat(32) }),
    cause: 'certificate-pin-mismatch',
    certainty: 'certain',
    summary: /--pin gave sha256:(ab){32}; the server shows sha256:[0-9a-f]{64}/,
  },
  { says: 'nothing is wrong', look: shows('trusted'), cause: null },
])
