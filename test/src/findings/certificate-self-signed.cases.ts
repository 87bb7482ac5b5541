import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, leaf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'its own issuer',
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
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 40 },
  },
  {
    says: 'trusted by --ca',
    seen: seen({
      observations: {
        certificate: { ...certificate, chain: [{ ...leaf, issuer: leaf.subject, selfSigned: true }] },
      },
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'pinned',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, issuer: leaf.subject, selfSigned: true }],
          verified: false,
          pinned: true,
          problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: { is: 'found', severity: 'warning', summary: /self-signed\. It is the one that was pinned/ },
  },
  {
    says: 'no certificate was sent',
    seen: seen({ observations: { certificate: { ...certificate, chain: [] } } }),
    expect: { is: 'undetermined', reason: /no certificate/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
