import type { Features } from '../../../probes/features.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { features, reply, seen } from './support/seen-builder.js'

const listing = (...names: readonly string[]): NonNullable<Features['afterLogin']> => ({
  reply: reply('211 End'),
  names,
  security: 'auth-tls',
})

export const cases: readonly Case[] = [
  {
    says: 'PROT works, and is not named',
    seen: seen({
      observations: { features: { ...features, afterLogin: listing('AUTH TLS', 'PBSZ', 'EPSV') } },
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'info',
      summary: /does not name PROT, and/,
      ways: 0,
    },
  },
  {
    says: 'EPSV is named and unknown',
    seen: seen({
      observations: { features: { ...features, afterLogin: listing('PBSZ', 'PROT', 'EPSV', 'EPRT') } },
      cells: [['*/*/EPSV', refused('mode', '500 EPSV not understood')]],
    }),
    expect: { is: 'found', summary: /^FEAT names EPSV, and the server does not know it/ },
  },
  {
    says: 'EPSV is named, and refused here for another reason',
    seen: seen({
      observations: { features: { ...features, afterLogin: listing('PBSZ', 'PROT', 'EPSV', 'EPRT') } },
      cells: [['*/*/EPSV', refused('mode', '522 Use PASV')]],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT is refused before the login',
    seen: seen({
      observations: {
        features: {
          inClear: { reply: reply('530 Please login'), names: [] },
          afterLogin: listing('AUTH TLS', 'PBSZ', 'PROT'),
        },
      },
    }),
    expect: { is: 'found', summary: /refused before the login \("530 Please login"\)/ },
  },
  {
    says: 'it is refused in clear, and nobody logged in',
    seen: seen({
      observations: {
        features: {
          inClear: { reply: reply('530 Use AUTH TLS first'), names: [] },
          insideTls: listing('PBSZ', 'PROT'),
        },
      },
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT is unknown',
    seen: seen({
      observations: {
        features: { afterLogin: { ...listing(), reply: reply('500 FEAT not understood') } },
      },
    }),
    expect: { is: 'undetermined', reason: /no list/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
