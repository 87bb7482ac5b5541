import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth, explicitPort, noImplicitPort } from './support/seen-builder.js'
import { byProxy } from './support/proxied.js'

export const cases: readonly Case[] = [
  {
    says: 'nobody listens on the port that was asked for',
    seen: seen({
      target: { asked: ['auth-tls'] },
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'refused', service: 'none' },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [['*/*/*', { status: 'refused', step: 'connect' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 80,
      summary: /198.51.100.7:21 and 198.51.100.7:990 refuse connections/,
      // No port is there to be used instead.
      cleared: ['client'],
    },
  },
  {
    says: '990 that nobody asked for is worth knowing only',
    seen: seen({}),
    expect: { is: 'found', severity: 'info', ways: 20 },
  },
  {
    says: '21 of a server that has implicit TLS alone is worth knowing only',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'refused', service: 'none' },
          implicit: { ...noImplicitPort, connect: 'open', service: 'tls', greeting: reply('220 hi') },
        },
        auth: { ...auth, entries: { ...auth.entries, implicit: auth.entries['auth-tls'] } },
      },
      cells: [['none|auth-tls|auth-ssl/*/*', { status: 'refused', step: 'connect' }]],
    }),
    expect: { is: 'found', severity: 'info', ways: 60 },
  },
  {
    says: 'both ports take connections',
    seen: seen({
      observations: {
        greeting: {
          explicit: explicitPort,
          implicit: { ...noImplicitPort, connect: 'open', service: 'tls', greeting: reply('220 hi') },
        },
      },
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'one port that was asked for both ways refuses once',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'refused', service: 'none' },
          implicit: { ...noImplicitPort, port: explicitPort.port },
        },
        auth: null,
      },
      cells: [['*/*/*', { status: 'refused', step: 'connect' }]],
    }),
    expect: { is: 'found', summary: /^198.51.100.7:21 refuses connections/ },
  },
  {
    says: 'it is a proxy that says so',
    seen: seen({ target: { ...byProxy } }),
    expect: { is: 'found', certainty: 'likely', summary: /:990 refuses connections, says the proxy:/ },
  },
  undeterminedWhenUnseen,
]
