import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear, worksTls, wrongForm } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'Pure-FTPd does P for S and E',
    seen: seen({
      cells: [
        ['auth-tls/S/*', { ...wrongForm, wire: 'tls' }],
        ['auth-tls/E/*', worksTls],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 8,
      summary: /PROT S and PROT E \(AUTH TLS\).*encrypted, as with PROT P/,
    },
  },
  {
    says: 'S and clear data',
    seen: seen({ cells: [['auth-tls/S/*', worksClear]] }),
    expect: { is: 'found', summary: /comes in clear/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
