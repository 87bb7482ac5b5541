import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'vsftpd with an option that it does not know',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, greeting: reply('500 OOPS: unrecognised variable') },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [['none|auth-tls|auth-ssl/*/*', refused('greeting', '500 OOPS: unrecognised variable')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 60 },
  },
  {
    says: 'no port took a connection',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'refused', service: 'none' },
          implicit: noImplicitPort,
        },
      },
    }),
    expect: { is: 'undetermined', reason: /no port took/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
