import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, certificate, intermediate, leaf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'the names are listed',
    seen: seen({
      observations: {
        certificate: {
          ...certificate,
          chain: [{ ...leaf, names: ['dns:www.host.example', 'ip:203.0.113.9'] }, intermediate],
          verified: false,
          nameMatches: false,
          problem: 'ERR_TLS_CERT_ALTNAME_INVALID',
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /not for ftp.partner.example; it names www.host.example and 203.0.113.9/,
    },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
