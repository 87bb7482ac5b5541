import type { Probe } from '../src/engine/tools.js'
import { observed, untested } from '../src/model/observation.js'
import type { Security } from '../src/model/matrix.js'
import { certificateFacts, nameMatches, type CertificateFacts } from '../src/tls/certificate-facts.js'

/** One certificate as it was sent, in plain words. Times are ISO 8601, UTC; fingerprints are lower-case hex without colons. */
export type SentCertificate = CertificateFacts

/** The control connection's certificate, from a full handshake. */
export interface CertificateLook {
  readonly security: Security
  /** As sent: leaf first, duplicates and strays included. */
  readonly chain: readonly SentCertificate[]
  readonly tlsName: string
  readonly nameMatches: boolean
  /** OpenSSL's word, such as DEPTH_ZERO_SELF_SIGNED_CERT; absent when the chain verifies. */
  readonly problem?: string
  /** The chain verifies and the name matches, or the pin does: a password may be sent. */
  readonly verified: boolean
  readonly pinned: boolean
  /** The SHA-256 that the user gave, whether it is this one's or not. */
  readonly pin?: string
  /** The user told us to go on without trust. */
  readonly insecure: boolean
  /** Which trust store was asked, in words. */
  readonly store: string
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly certificate: CertificateLook
  }
}

/** The certificate of the control connection as it was sent, and whether it may be trusted (RFC 5280 §6, RFC 6125). */
export const probe: Probe<'certificate'> = {
  id: 'certificate',
  title: 'Certificate as sent',
  references: ['RFC 5280', 'RFC 6125'],
  needs: ['auth'],
  plan: () => undefined,
  observe({ notebook, target, context, wishes }) {
    const { chain } = notebook
    const [leaf] = chain?.certificates ?? []
    if (chain === undefined || leaf === undefined) return Promise.resolve(untested('not-reachable'))
    const matches = nameMatches(leaf, target.tlsName)
    const facts = certificateFacts(leaf)
    const pinned = wishes.pin !== undefined && wishes.pin === facts.sha256
    return Promise.resolve(
      observed(
        {
          security: chain.security,
          chain: chain.certificates.slice(0, context.limits.chainLength).map(certificateFacts),
          tlsName: target.tlsName,
          nameMatches: matches,
          ...(chain.problem === undefined ? {} : { problem: chain.problem }),
          verified: pinned || (chain.trusted && matches && wishes.pin === undefined),
          pinned,
          ...(wishes.pin === undefined ? {} : { pin: wishes.pin }),
          insecure: wishes.insecure,
          store: context.trust.store,
        },
        chain.evidence,
      ),
    )
  },
  stable: ({ chain, nameMatches: matches, problem, verified }) => ({
    length: chain.length,
    nameMatches: matches,
    problem,
    verified,
  }),
}
