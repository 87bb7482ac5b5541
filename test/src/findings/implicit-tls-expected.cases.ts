import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'AUTH TLS was asked for, and the port answers a hello with 220 inside',
    seen: seen({
      target: { asked: ['auth-tls'] },
      observations: {
        greeting: {
          explicit: {
            port: 21,
            asked: true,
            connect: 'open',
            connectSeconds: 0.01,
            service: 'tls',
            greeting: reply('220 hi'),
          },
          implicit: noImplicitPort,
        },
      },
      cells: [
        ['none|auth-tls|auth-ssl/*/*', { status: 'refused', step: 'greeting', reason: 'waits-for-hello' }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 60 },
  },
  {
    says: 'no method was asked for and implicit TLS works there',
    seen: seen({
      observations: {
        greeting: {
          explicit: {
            port: 21,
            asked: true,
            connect: 'open',
            connectSeconds: 0.01,
            service: 'tls',
            greeting: reply('220 hi'),
          },
          implicit: noImplicitPort,
        },
        auth: { ...auth, entries: { ...auth.entries, implicit: auth.entries['auth-tls'] } },
      },
    }),
    expect: { is: 'found', severity: 'info' },
  },
  {
    says: 'without a 220 inside it may be something else',
    seen: seen({
      observations: {
        greeting: {
          explicit: { port: 21, asked: true, connect: 'open', connectSeconds: 0.01, service: 'tls' },
          implicit: noImplicitPort,
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
