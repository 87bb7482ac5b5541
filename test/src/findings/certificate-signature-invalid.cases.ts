import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, intermediate, leaf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'forged',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [leaf, intermediate],
          verified: false,
          problem: 'CERT_SIGNATURE_FAILURE',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error' },
  },
  {
    says: 'the check ended at the date',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [leaf, intermediate],
          verified: false,
          problem: 'CERT_HAS_EXPIRED',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'undetermined', reason: /ended earlier/ },
  },
  {
    says: 'an issuer of that name was sent, and did not fit',
    seen: seen({
      observations: {
        certificate: { ...certificate, verified: false, problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      },
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
