import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { passing, stopped, withoutData } from './support/proxied.js'
import { reply } from './support/seen-builder.js'

const endsAtOnce = {
  status: 'fails',
  step: 'command',
  failure: 'negative-final',
  wire: 'none',
  bytes: 0,
  ended: 'fin',
  reply: reply('425 Failed to establish connection.'),
} as const

export const cases: readonly Case[] = [
  {
    says: 'a rule that names the control port alone',
    seen: withoutData({ is: 'refused', said: 'HTTP 403 Forbidden' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 4,
      quote: 'HTTP 403 Forbidden',
      summary:
        /lets the control connection through, and refuses ports for data: "HTTP 403 Forbidden" \(TCP 500/,
    },
  },
  {
    says: 'one port alone may be one that it has something against',
    seen: withoutData({ is: 'refused', said: 'HTTP 403 Forbidden' }, { port: 50_000 }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'that it could not connect may be the server',
    seen: withoutData({ is: 'failed', said: 'SOCKS 5 reply 4 (host unreachable)' }),
    expect: {
      is: 'found',
      certainty: 'likely',
      summary: /says that it does not reach ports for data: "SOCKS 5 reply 4/,
    },
  },
  {
    says: 'it says nothing at all',
    seen: withoutData({ is: 'silent' }),
    expect: {
      is: 'found',
      certainty: 'likely',
      summary: /says nothing when it is asked for ports for data \(TCP/,
    },
  },
  {
    says: 'a yes that comes too early: what it does not reach hangs up, and the server waits in vain',
    seen: withoutData({ is: 'refused' }, { connect: 'open', preliminary: false }, [
      ['auth-tls|auth-ssl/P/PASV|EPSV', endsAtOnce],
    ]),
    expect: {
      is: 'found',
      certainty: 'likely',
      ways: 4,
      summary: /end without a byte.* says yes before it has connected/,
    },
  },
  {
    says: 'the server says that it was done: it is another trouble',
    seen: withoutData({ is: 'refused' }, { connect: 'open', preliminary: true }, [
      [
        'auth-tls|auth-ssl/P/PASV|EPSV',
        { ...endsAtOnce, step: 'data-handshake', failure: 'early-end', reply: reply('226 Done') },
      ],
    ]),
    expect: { is: 'absent' },
  },
  {
    says: 'nobody came as far as data',
    seen: stopped({ is: 'refused', said: 'HTTP 403 Forbidden' }),
    expect: { is: 'undetermined' },
  },
  { says: 'data comes through, too', seen: passing(), expect: { is: 'absent' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
