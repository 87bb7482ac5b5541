import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen, explicitPort, noImplicitPort } from './support/seen-builder.js'
import { stopped } from './support/proxied.js'

export const cases: readonly Case[] = [
  {
    says: 'no port answers',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          witness: { port: 65021, connect: 'silent' },
        },
      },
      cells: [['*/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 80, summary: /21, 990 and 65021/ },
  },
  {
    says: 'one port alone proves little',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          implicit: { ...noImplicitPort, connect: 'not-tried', service: 'none' },
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a witness that refuses proves that the host is there',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
          witness: { port: 65021, connect: 'refused' },
        },
      },
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'a proxy was to connect',
    seen: stopped({ is: 'failed', said: 'HTTP 503 Service Unavailable' }),
    expect: { is: 'undetermined', reason: /a proxy was to connect/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
