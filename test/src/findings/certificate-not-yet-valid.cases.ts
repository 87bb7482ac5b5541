import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, leaf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'valid from tomorrow on',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, validFrom: '2026-11-23T00:00:00.000Z' }],
          verified: false,
          problem: 'CERT_NOT_YET_VALID',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
