import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'neither a greeting nor an answer to a hello',
    seen: seen({
      observations: {
        greeting: {
          explicit: { port: 21, asked: true, connect: 'open', connectSeconds: 0.01, service: 'silent' },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'timeout' }]],
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
