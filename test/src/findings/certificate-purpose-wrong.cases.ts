import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { certificate, intermediate, leaf, seen } from './support/seen-builder.js'

const refused = { problem: 'INVALID_PURPOSE', verified: false } as const
const shows = (shown: typeof leaf, more: Partial<typeof certificate> = {}) =>
  seen({
    observations: { certificate: { ...certificate, chain: [shown, intermediate], ...more } },
    cells:
      more.verified === false
        ? [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]]
        : [],
  })

export const cases: readonly Case[] = [
  {
    says: 'for clients and e-mail',
    seen: shows({ ...leaf, purposes: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4'] }, refused),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 40,
      summary: /not for servers; it is for TLS clients and e-mail/,
    },
  },
  {
    says: 'for something that we have no word for, and taken all the same',
    seen: shows({ ...leaf, purposes: ['1.2.3.4'] }),
    expect: { is: 'found', severity: 'warning', summary: /it is for 1\.2\.3\.4/ },
  },
  {
    says: "an authority's own",
    seen: shows({ ...leaf, isAuthority: true }),
    expect: { is: 'found', severity: 'warning', summary: /an authority's own/ },
  },
  {
    says: 'openssl req makes authorities of those who sign themselves',
    seen: shows(
      { ...leaf, issuer: leaf.subject, selfSigned: true, isAuthority: true, signature: 'ecdsa-with-SHA256' },
      { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', verified: false },
    ),
    expect: { is: 'absent' },
  },
  {
    says: 'for servers among others',
    seen: shows({ ...leaf, purposes: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.1'] }),
    expect: { is: 'absent' },
  },
  {
    says: 'the report of a version that did not write down what for',
    seen: shows(leaf, { problem: 'CERT_HAS_EXPIRED', verified: false }),
    expect: { is: 'undetermined', reason: /does not say what the certificate may be used for/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
