import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, intermediate, leaf, root } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a leaf alone that says where its issuer is to be had',
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
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /http:\/\/ca.example\/intermediate.der/,
    },
  },
  {
    says: 'a leaf alone that does not',
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
    expect: { is: 'undetermined' },
  },
  {
    says: 'a whole chain',
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
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
