import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'an SSH banner',
    seen: seen({
      observations: {
        greeting: {
          explicit: {
            port: 22,
            asked: true,
            connect: 'open',
            connectSeconds: 0.01,
            service: 'ssh',
            firstBytes: 'U1NILTIuMC1PcGVuU1NI',
          },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [
        ['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'reply-malformed' }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', quote: 'SSH-2.0-OpenSSH', ways: 60 },
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
