import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a web server',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, service: 'http', greeting: reply('HTTP/1.1 400 Bad Request') },
          implicit: noImplicitPort,
        },
        auth: null,
      },
      cells: [
        ['none|auth-tls|auth-ssl/*/*', { status: 'fails', step: 'greeting', failure: 'reply-malformed' }],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /is a web server \(it says "HTTP\/1.1 400/,
    },
  },
  {
    says: 'a mail server',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, service: 'smtp', greeting: reply('220 mx.example ESMTP') },
          implicit: noImplicitPort,
        },
      },
    }),
    expect: { is: 'found', summary: /a mail server \(SMTP\)/ },
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
