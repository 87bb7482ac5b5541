/** "certificate problem": self-signed, unknown authority, expired, another name, another certificate than the pinned one. */
import type { CheckOptions } from '../../src/run/check-options.js'
import { certificate, type CertificateKind } from '../../fixtures/certificates.js'
import { chain, type Chain } from '../support/certificate-chains.js'
import { skipUnless } from '../support/needs.js'
import { explicitOnly, lookAlikes, raw, scripted, type Member } from './support/group.js'
import { transferring } from './support/transferring.js'

const ids = [
  'certificate-self-signed',
  'certificate-untrusted',
  'certificate-chain-incomplete',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-name-mismatch',
  'certificate-pin-mismatch',
  'certificate-signature-invalid',
  'certificate-weak',
  'certificate-purpose-wrong',
  'certificate-expires-soon',
  'certificate-sample',
]
const only = ['auth-tls/P/EPSV']
const shows = (kind: CertificateKind, options: Partial<CheckOptions> = {}) =>
  scripted({
    faults: { serverCertificate: kind },
    started: explicitOnly,
    options: { only, ...options },
  })

type Pem = keyof Omit<Chain, 'key'>

/** A server that sends these, to somebody who trusts those. */
const sends =
  (sent: readonly Pem[], trusted: readonly Pem[]): Member['look'] =>
  async t => {
    const made = await chain()
    const pem = (names: readonly Pem[]): string => names.map(name => made[name]).join('')
    const server = transferring({ tls: { key: made.key, cert: pem(sent) } })
    return raw(server, { ca: pem(trusted), login: false })(t)
  }

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
  {
    says: "a product's default: the other troubles that it has are consequences",
    look: shows('sample'),
    cause: 'certificate-sample',
    certainty: 'certain',
    beside: ['certificate-self-signed', 'certificate-name-mismatch'],
  },
  {
    says: 'signed by SHA-1: the check ends before the authority is known',
    look: shows('weak'),
    cause: 'certificate-weak',
    certainty: 'certain',
    summary: /was signed by ecdsa-with-SHA1/,
    undetermined: { 'certificate-untrusted': /UNSPECIFIED/ },
  },
  {
    says: 'issued for clients',
    look: shows('client-only'),
    cause: 'certificate-purpose-wrong',
    certainty: 'certain',
    summary: /it is for TLS clients/,
    undetermined: { 'certificate-untrusted': /INVALID_PURPOSE/ },
  },
  {
    says: 'the last five days of ninety',
    look: shows('expires-soon'),
    cause: null,
    beside: ['certificate-expires-soon'],
    besideSays: { 'certificate-expires-soon': /expires in [45] days/ },
  },
  { says: 'nothing is wrong', look: shows('trusted'), cause: null },
])

const chains: readonly Member[] = [
  {
    says: 'cert-chain-incomplete',
    look: sends(['leaf'], ['root']),
    cause: 'certificate-chain-incomplete',
    certainty: 'certain',
  },
  {
    says: 'stale-ca-bundle: its root is sent, and is not in the store',
    look: sends(['leaf', 'intermediate', 'root'], ['otherRoot']),
    cause: 'certificate-untrusted',
    certainty: 'certain',
  },
  {
    says: 'stale-ca-bundle: the root is not sent, so only likely',
    look: sends(['leaf', 'intermediate'], ['otherRoot']),
    cause: 'certificate-untrusted',
    certainty: 'likely',
  },
  {
    says: 'cert-chain-misordered: it can be put in order',
    look: sends(['leaf', 'root', 'intermediate'], ['root']),
    cause: null,
  },
  {
    says: 'cert-expired, that of the authority between',
    look: sends(['leaf', 'expiredIntermediate'], ['root']),
    cause: 'certificate-expired',
    certainty: 'certain',
    summary: /certificate of intermediate of a chain expired on 2021-09-30/,
  },
  {
    says: 'an issuer of the same name with another key: exchanged, or mixed up',
    look: sends(['leaf', 'forgedIntermediate'], ['root']),
    cause: 'certificate-signature-invalid',
    certainty: 'likely',
    summary: /of the name intermediate of a chain, and it did not sign/,
    undetermined: { 'certificate-untrusted': /does not fit/ },
  },
  {
    says: 'a damaged signature',
    look: sends(['damagedLeaf', 'intermediate'], ['root']),
    cause: 'certificate-signature-invalid',
    certainty: 'certain',
  },
  {
    says: 'ca-root-expired-in-client: all that the server sends is valid',
    look: sends(['leaf', 'intermediate', 'root'], ['expiredRoot']),
    cause: 'certificate-expired',
    certainty: 'likely',
    summary: /above the server's own has expired, in the store that was asked/,
    owner: ['client'],
  },
  {
    says: 'an expired root is sent that nobody needs',
    look: sends(['leaf', 'intermediate', 'expiredRoot'], ['root']),
    cause: null,
  },
  {
    says: 'an expired cross-signed root is sent, and the store has the root itself',
    look: sends(['leaf', 'intermediate', 'expiredCross'], ['root']),
    cause: null,
  },
  {
    says: 'an issuer is sent twice, as it was and as it is',
    look: sends(['leaf', 'expiredIntermediate', 'intermediate'], ['root']),
    cause: null,
  },
  {
    says: 'clock-wrong, if it is behind: both dates are named, and our clock is to be checked',
    look: sends(['leafOfTomorrow', 'intermediate'], ['root']),
    cause: 'certificate-not-yet-valid',
    certainty: 'certain',
    summary: /valid from .* on; our clock says/,
  },
]

lookAlikes('a chain of certificates', ids, chains, { skip: skipUnless('openssl') })
