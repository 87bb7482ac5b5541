import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, login } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'vsftpd and a writable root',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [
            { command: 'USER', reply: reply('331 Password?') },
            {
              command: 'PASS',
              reply: reply('500 OOPS: vsftpd: refusing to run with writable root inside chroot()'),
            },
          ],
        },
        matrix: null,
        work: null,
      },
      cells: [
        [
          'auth-tls/*/*',
          refused('login', '500 OOPS: vsftpd: refusing to run with writable root inside chroot()'),
        ],
        ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 40 },
  },
  {
    says: 'a home that is named, by a server that is not known',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [
            { command: 'USER', reply: reply('331 Password?') },
            { command: 'PASS', reply: reply('530 Home directory missing') },
          ],
        },
        matrix: null,
        work: null,
      },
      cells: [
        ['auth-tls/*/*', refused('login', '530 Home directory missing')],
        ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
      ],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a plain refusal',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [
            { command: 'USER', reply: reply('331 Password?') },
            { command: 'PASS', reply: reply('530 Login incorrect.') },
          ],
        },
        matrix: null,
        work: null,
      },
      cells: [
        ['auth-tls/*/*', refused('login', '530 Login incorrect.')],
        ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
      ],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
