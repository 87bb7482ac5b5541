import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { login, reply, seen } from './support/seen-builder.js'

const oops = { ...reply('500 OOPS: priv_sock_get_cmd'), inClear: true }

export const cases: readonly Case[] = [
  {
    says: 'the last word of a process, at the command',
    seen: seen({ cells: [['auth-tls|auth-ssl/P/*', { ...refused('command', ''), reply: oops }]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 8,
      quote: '500 OOPS: priv_sock_get_cmd',
      summary: /in clear: "500 OOPS: priv_sock_get_cmd" \(8 ways, AUTH TLS and AUTH SSL\)/,
    },
  },
  {
    says: 'at the login',
    seen: seen({
      observations: {
        login: { ...login, accepted: false, replies: [{ command: 'PASS', reply: oops }] },
      },
    }),
    expect: { is: 'found', certainty: 'certain', ways: 0 },
  },
  {
    says: 'the same words inside TLS',
    seen: seen({ cells: [['auth-tls|auth-ssl/P/*', refused('command', '500 OOPS: priv_sock_get_cmd')]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'the data connection itself is silent, and has no end: something swallows what goes over it',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/P/*',
          { status: 'fails', step: 'data-handshake', failure: 'timeout', wire: 'none', reply: oops },
        ],
      ],
    }),
    expect: { is: 'found', severity: 'warning', ways: 0, summary: /what swallows that is the reason/ },
  },
  {
    says: 'the data connection ends with the process',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/P/*',
          { status: 'fails', step: 'data-handshake', failure: 'early-end', wire: 'none', reply: oops },
        ],
      ],
    }),
    expect: { is: 'found', severity: 'error', ways: 8 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
