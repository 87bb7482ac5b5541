import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'vsftpd says it at the command',
    seen: seen({}),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'info',
      ways: 12,
      summary: /PROT not sent and PROT C \(clear\) is refused with "522/,
    },
  },
  {
    says: 'pyftpdlib says it at the set-up',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/default|C/*', refused('mode', '521 SSL/TLS required on the data channel.')],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 16 },
  },
  {
    says: 'logins in clear are allowed, data in clear is not',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/default|C/*', refused('command', '522 Data connections must be encrypted.')],
        ['none/default/*', refused('command', '522 Data connections must be encrypted.')],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 20 },
  },
  {
    says: 'behind a port that nobody can reach only the words are left',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P/*', { status: 'fails', step: 'data-connect', failure: 'timeout' }],
        ['auth-ssl/default/*', { status: 'fails', step: 'data-connect', failure: 'timeout' }],
      ],
    }),
    expect: { is: 'found', certainty: 'likely', ways: 12 },
  },
  {
    says: 'clear data is taken',
    seen: seen({ cells: [['auth-tls|auth-ssl/default|C/*', worksClear]] }),
    expect: { is: 'absent' },
  },
  undeterminedWhenUnseen,
]
