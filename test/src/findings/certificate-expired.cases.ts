import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, intermediate, leaf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'the dates, with our clock',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, validTo: '2026-11-01T00:00:00.000Z' }, intermediate],
          verified: false,
          problem: 'CERT_HAS_EXPIRED',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 40,
      summary: /expired on 2026-11-01 00:00 UTC; our clock says 2026-11-22 15:31 UTC/,
    },
  },
  {
    says: 'the root of the store has expired',
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
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a pinned certificate is a warning',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, validTo: '2026-11-01T00:00:00.000Z' }],
          verified: false,
          pinned: true,
          problem: 'CERT_HAS_EXPIRED',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'found', severity: 'warning' },
  },
  {
    says: 'an expired issuer was sent, and the chain passes without it',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [leaf, { ...intermediate, validTo: '2026-11-01T00:00:00.000Z' }],
        },
      },
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
