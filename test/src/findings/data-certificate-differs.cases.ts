import type { ResumptionLook } from '../../../probes/resumption.js'
import type { DataCertificate } from '../../../src/model/data-certificate.js'

import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { certificate, freshLook, resumedLook, resumption, seen } from './support/seen-builder.js'
import { worksTls } from './support/healthy-servers.js'

const other: DataCertificate = {
  subject: 'CN=node-b.partner.example',
  issuer: 'CN=Example Intermediate',
  sha256: 'cd'.repeat(32),
  validFrom: '2026-08-01T00:00:00.000Z',
  validTo: '2027-02-01T00:00:00.000Z',
  nameMatches: true,
}
const expired: DataCertificate = {
  ...other,
  validTo: '2026-11-01T00:00:00.000Z',
  problem: 'CERT_HAS_EXPIRED',
}

/** What transfers without a TLS session to resume showed, at TLS 1.3. */
const showing = (...certificates: readonly ResumptionLook['certificate'][]) => ({
  resumption: {
    ...resumption,
    versions: [
      {
        version: 'TLSv1.3' as const,
        looks: [
          resumedLook,
          ...certificates.map(shown => ({
            ...freshLook,
            ...(shown === undefined ? {} : { certificate: shown }),
          })),
        ],
      },
    ],
  },
})

export const cases: readonly Case[] = [
  {
    says: 'another one that verifies, in the table: FileZilla ends the transfer',
    seen: seen({ cells: [['auth-tls|auth-ssl/P/*', { ...worksTls, resumed: false, certificate: other }]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 8,
      summary:
        /CN=node-b\.partner\.example \(SHA-256 cdcdcdcdcdcdcdcd\.{3}\), not CN=ftp\.partner\.example \(abab.*FileZilla/,
    },
  },
  {
    says: 'an expired one on each data connection: clients that check cannot transfer',
    seen: seen({
      cells: [['auth-tls|auth-ssl/default|P/*', { ...worksTls, resumed: false, certificate: expired }]],
      observations: showing(expired, expired),
    }),
    expect: {
      is: 'found',
      severity: 'error',
      summary: /It expired on 2026-11-01 00:00 UTC\. Clients that check it, .* cannot transfer; FileZilla/,
    },
  },
  {
    says: 'an expired one only where the TLS session is not resumed',
    seen: seen({ observations: showing(expired, expired) }),
    expect: { is: 'found', severity: 'warning', ways: 1, summary: /unless they resume the TLS session/ },
  },
  {
    says: 'one for another name',
    seen: seen({ observations: showing({ ...other, nameMatches: false }) }),
    expect: { is: 'found', summary: /It is not for ftp\.partner\.example\./ },
  },
  {
    says: 'one that is not valid yet, and one of nobody',
    seen: seen({
      observations: showing(
        { ...other, validFrom: '2026-12-01T00:00:00.000Z', problem: 'CERT_NOT_YET_VALID' },
        { ...other, problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      ),
    }),
    expect: {
      is: 'found',
      summary: /It is not valid before 2026-12-01 00:00 UTC and does not verify \(DEPTH_ZERO/,
    },
  },
  {
    says: 'now the same, now another: who answers depends',
    seen: seen({ observations: showing('as-control', expired) }),
    expect: { is: 'found', severity: 'warning', summary: /Others show the same one/ },
  },
  {
    says: 'where the one on the control connection was not trusted either, nobody is stopped here',
    seen: seen({
      observations: {
        ...showing(expired),
        certificate: { ...certificate, verified: false, insecure: true, problem: 'CERT_HAS_EXPIRED' },
      },
      cells: [['auth-tls|auth-ssl/default|P/*', { ...worksTls, resumed: false, certificate: expired }]],
    }),
    expect: {
      is: 'found',
      severity: 'warning',
      summary: /not CN=ftp\.partner\.example \(\S+\)\. It expired on [^.]+\. FileZilla/,
    },
  },
  { says: 'the same one', seen: seen({ observations: showing('as-control') }), expect: { is: 'absent' } },
  {
    says: 'each data connection resumed, or nobody kept what was shown',
    seen: seen({ observations: showing(undefined) }),
    expect: { is: 'undetermined', reason: /no data connection made a full TLS handshake/ },
  },
  undeterminedWhenUnseen,
]
