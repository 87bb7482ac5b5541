import { missedCertificate } from './support/missed-certificate.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, login } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: '530 has five meanings',
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
    expect: { is: 'found', certainty: 'likely', severity: 'error', quote: '530 Login incorrect.', ways: 40 },
  },
  {
    says: '421 ends the connection, and judges nobody',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [
            { command: 'USER', reply: reply('331 Password?') },
            { command: 'PASS', reply: reply('421 Login time exceeded.') },
          ],
        },
        matrix: null,
        work: null,
      },
      cells: [
        ['auth-tls/*/*', refused('login', '421 Login time exceeded.')],
        ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
      ],
    }),
    expect: { is: 'found', certainty: 'likely', summary: /need not be about name and password/ },
  },
  {
    says: 'every method meets the same at USER',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [{ command: 'USER', reply: reply('530 This FTP server is anonymous only.') }],
        },
        matrix: null,
        work: null,
      },
      cells: [['auth-tls|auth-ssl/*/*', refused('login', '530 This FTP server is anonymous only.')]],
    }),
    expect: { is: 'found', certainty: 'likely', ways: 40 },
  },
  {
    says: 'the words name a limit',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [
            { command: 'USER', reply: reply('331 Password?') },
            {
              command: 'PASS',
              reply: reply(
                '530 Sorry, the maximum number of clients (3) for this user are already connected.',
              ),
            },
          ],
        },
        matrix: null,
        work: null,
      },
      cells: [
        [
          'auth-tls/*/*',
          refused(
            'login',
            '530 Sorry, the maximum number of clients (3) for this user are already connected.',
          ),
        ],
        ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
      ],
    }),
    expect: { is: 'found', summary: /speaks of a limit/ },
  },
  {
    says: 'USER itself is refused, and by each method anew: one refusal, and clear logins want TLS',
    seen: seen({
      observations: {
        login: {
          ...login,
          accepted: false,
          replies: [{ command: 'USER', reply: reply('530 This FTP server is anonymous only.') }],
        },
        matrix: null,
        work: null,
      },
      cells: [['auth-tls|auth-ssl/*/*', refused('login', '530 This FTP server is anonymous only.')]],
    }),
    expect: { is: 'found', ways: 40, summary: /Only anonymous logins are taken/ },
  },
  {
    says: 'a clear login that is turned away for want of TLS says nothing about name and password',
    seen: seen({
      observations: {
        login: {
          ...login,
          security: 'none',
          accepted: false,
          replies: [{ command: 'USER', reply: reply('530 Non-anonymous sessions must use encryption.') }],
        },
      },
    }),
    expect: { is: 'undetermined', reason: /for want of TLS: "530 Non-anon/ },
  },
  {
    says: 'USER is refused where a certificate of the client is missed',
    seen: seen({
      observations: missedCertificate,
    }),
    expect: { is: 'undetermined', reason: /a certificate of the client is missed/ },
  },
  {
    says: 'PASS is refused, and the reply says that a certificate of the client is wanted',
    seen: seen({
      observations: {
        login: {
          user: 'edi',
          security: 'auth-tls',
          accepted: false,
          replies: [
            { command: 'USER', reply: reply('331 Password?') },
            { command: 'PASS', reply: reply('530 No client certificate was given') },
          ],
        },
      },
    }),
    expect: { is: 'undetermined', reason: /a certificate of the client is missed/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
