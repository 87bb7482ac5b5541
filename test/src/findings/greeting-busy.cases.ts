import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: '421 as the greeting',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, greeting: reply('421 Too many connections (8) from this IP') },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [
        ['none|auth-tls|auth-ssl/*/*', refused('greeting', '421 Too many connections (8) from this IP')],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      quote: '421 Too many connections (8) from this IP',
      ways: 60,
    },
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
