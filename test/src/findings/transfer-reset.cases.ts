import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { reply, seen } from './support/seen-builder.js'

const reset = {
  status: 'fails',
  step: 'transfer',
  failure: 'connection-reset',
  wire: 'tls',
  bytes: 320,
  ended: 'rst',
  reply: reply('226 Transfer complete'),
} as const
const all = 'auth-tls|auth-ssl/P|default/*'

export const cases: readonly Case[] = [
  {
    says: 'each time at the same place, and 226 all the same',
    seen: seen({ cells: [[all, reset]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 16,
      summary: /behind 320 bytes, each time at the same place \(16 ways\), and the server says "226/,
    },
  },
  {
    says: 'at places that chance chose; data in clear comes',
    seen: seen({
      cells: [
        [all, reset],
        ['*/P/EPSV', { ...reset, bytes: 512 }],
        ['auth-tls/C/*', worksClear],
      ],
    }),
    expect: {
      is: 'found',
      summary: /at different places, behind 320 to 512 bytes.*it is TLS that is reset/,
    },
  },
  {
    says: 'behind as many bytes as other ways bring: nothing is missing',
    seen: seen({ cells: [['auth-tls/P/*', { ...reset, bytes: 640 }]] }),
    expect: { is: 'found', summary: /nothing is missing/ },
  },
  {
    says: 'once, where the same kind of way comes through: chance',
    seen: seen({ cells: [['auth-tls/P/EPSV', reset]] }),
    expect: { is: 'found', certainty: 'likely', ways: 1, summary: /does not always happen/ },
  },
  {
    says: 'the server saw it, too',
    seen: seen({
      cells: [
        [
          'auth-tls/P/*',
          { ...reset, step: 'final', failure: 'negative-final', reply: reply('426 Connection reset.') },
        ],
      ],
    }),
    expect: { is: 'found', quote: '426 Connection reset.', ways: 4 },
  },
  {
    says: 'a RST that met our hello is another matter',
    seen: seen({
      cells: [['auth-tls/P/*', { ...reset, step: 'data-handshake', wire: 'none', bytes: 0 }]],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
