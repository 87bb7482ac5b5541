import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, intermediate, leaf, root } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a whole chain to a root that is not in the store',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [leaf, intermediate, root],
          verified: false,
          problem: 'SELF_SIGNED_CERT_IN_CHAIN',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 40,
      remedies: /^(?![^]*[Aa]ppend)/,
    },
  },
  {
    says: 'the root was not sent',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [leaf, intermediate],
          verified: false,
          problem: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'found', certainty: 'likely', remedies: /^Append the next intermediate/m },
  },
  {
    says: 'a leaf alone that names no issuer to fetch',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, issuerUrls: [] }],
          verified: false,
          problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      remedies: /^Append the intermediate certificates.* sends it alone/m,
    },
  },
  {
    says: 'an intermediate is missing',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [leaf],
          verified: false,
          problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'undetermined', reason: /not sent/ },
  },
  {
    says: 'a self-signed leaf is another finding',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, issuer: leaf.subject, selfSigned: true }],
          verified: false,
          problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
