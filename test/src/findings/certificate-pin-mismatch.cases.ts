import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { certificate, leaf, seen } from './support/seen-builder.js'

const other = 'cd'.repeat(32)

export const cases: readonly Case[] = [
  {
    says: 'another certificate than the pinned one, whatever else holds of it',
    seen: seen({
      observations: { certificate: { ...certificate, pin: other, verified: false } },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 40,
      summary: new RegExp(`--pin gave sha256:${other}; the server shows sha256:${leaf.sha256}`),
    },
  },
  {
    says: 'the pinned one',
    seen: seen({
      observations: { certificate: { ...certificate, pin: leaf.sha256, pinned: true, verified: true } },
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
