import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'hangs up before a byte',
    seen: seen({
      observations: {
        greeting: {
          explicit: {
            port: 21,
            asked: true,
            connect: 'open',
            connectSeconds: 0.01,
            service: 'closed',
            ended: 'rst',
          },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'early-end' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      summary: /resets it before a single byte/,
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
