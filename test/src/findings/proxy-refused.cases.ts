import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { notThrough, passing, stopped } from './support/proxied.js'
import { explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a rule of the proxy',
    seen: stopped({ is: 'refused', said: 'HTTP 403 Forbidden' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 80,
      quote: 'HTTP 403 Forbidden',
      summary:
        /^The proxy \S+ does not let us connect to ftp\.partner\.example:21 .*: "HTTP 403 Forbidden"\./,
    },
  },
  {
    says: 'it wants to know who we are',
    seen: stopped({ is: 'wants-login', said: 'HTTP 407 Proxy Authentication Required (Basic)' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      owner: ['client', 'network'],
      insteadOfOwn: [{ text: /^Give the name in the URL/ }, { text: /^Give name and password/ }],
      summary: /wants a login/,
    },
  },
  {
    says: 'another service listens there',
    seen: stopped({ is: 'unreadable', said: '220 ready' }),
    expect: { is: 'found', certainty: 'certain', owner: ['client'], summary: /no such proxy: "220 ready"/ },
  },
  {
    says: 'a port that nobody asked for is worth knowing only',
    seen: passing({
      observations: {
        greeting: {
          explicit: explicitPort,
          implicit: {
            ...noImplicitPort,
            connect: 'not-through-proxy',
            proxy: { is: 'refused', said: 'HTTP 403 Forbidden' },
          },
        },
      },
      cells: [['implicit/*/*', { status: 'fails', step: 'connect', failure: 'not-through-proxy' }]],
    }),
    expect: { is: 'found', severity: 'info', ways: 20 },
  },
  {
    says: 'it has let us through, and does so no more',
    seen: passing({ cells: [['auth-tls/P/*', notThrough]] }),
    expect: { is: 'found', certainty: 'likely', severity: 'error', ways: 4, summary: /at first, and later/ },
  },
  {
    says: 'it tried, and came to nothing',
    seen: stopped({ is: 'failed', said: 'HTTP 503 Service Unavailable' }),
    expect: { is: 'undetermined' },
  },
  { says: 'it came through', seen: passing(), expect: { is: 'absent' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
