import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, login } from './support/seen-builder.js'

function letIn(...lines: readonly [string, ...string[]]): Seen {
  const welcome = { code: 230, text: lines.join('\n'), lines: [...lines] }
  const replies = [
    { command: 'USER', reply: reply('331 Password?') },
    { command: 'PASS', reply: welcome },
  ] as const
  return seen({ observations: { login: { ...login, replies } } })
}

export const cases: readonly Case[] = [
  {
    says: 'let in without a home',
    seen: letIn('230-No directory! Logging in with home=/', '230 User edi logged in.'),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 0,
      quote: '230-No directory! Logging in with home=/',
    },
  },
  {
    says: 'let in, and a home is said to be missing: by whom is not known',
    seen: letIn('230-Warning: home directory not found', '230 Welcome'),
    expect: { is: 'found', certainty: 'likely', severity: 'warning', wouldProve: /PWD/ },
  },
  {
    says: 'a welcome that speaks of homes',
    seen: letIn(
      '230-Your home directory is not backed up, and no directory may be shared.',
      '230 User edi logged in, home directory /home/edi.',
    ),
    expect: { is: 'absent' },
  },
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
