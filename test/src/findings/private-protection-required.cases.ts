import { undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear, worksTls } from './support/healthy-servers.js'
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
      summary: /PROT not sent \(AUTH TLS\) and PROT C \(clear\) is refused with "522.*Good policy\.$/,
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
    says: 'one way without PROT comes in clear: no policy to praise',
    seen: seen({ cells: [['auth-tls/default/PORT', worksClear]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      owner: ['server-configuration'],
      ways: 11,
      summary:
        /^(?!.*[Gg]ood policy).*some ways only: PROT not sent \(AUTH TLS with PASV, EPSV and EPRT\) and PROT C \(clear\) is refused with "522.* Data comes in clear with PROT not sent \(AUTH TLS with PORT\)\.$/,
    },
  },
  {
    says: 'a transfer without PROT that broke off after clear bytes counts as clear',
    seen: seen({
      cells: [
        [
          'auth-tls/default/*',
          { status: 'fails', step: 'transfer', failure: 'connection-reset', wire: 'clear', bytes: 80 },
        ],
      ],
    }),
    expect: {
      is: 'found',
      severity: 'warning',
      ways: 8,
      summary: /in clear with PROT not sent \(AUTH TLS\)/,
    },
  },
  {
    says: 'PROT C is taken with one method, and refused with the other',
    seen: seen({ cells: [['auth-ssl/C/*', worksClear]] }),
    expect: { is: 'found', severity: 'warning', summary: /in clear with PROT C \(clear\) \(AUTH SSL\)/ },
  },
  {
    says: 'without a byte nobody knows the form',
    seen: seen({ cells: [['auth-ssl/default/*', { ...worksTls, wire: 'none', bytes: 0 }]] }),
    expect: { is: 'found', severity: 'info', summary: /^(?!.*[Gg]ood policy)/ },
  },
  {
    says: 'clear data is taken',
    seen: seen({ cells: [['auth-tls|auth-ssl/default|C/*', worksClear]] }),
    expect: { is: 'absent' },
  },
  undeterminedWhenUnseen,
]
