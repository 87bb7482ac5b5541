import type { Seen } from '../../../src/model/seen.js'
import { missedCertificate } from './support/missed-certificate.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, login } from './support/seen-builder.js'

/** PASS inside TLS gets these lines. */
function refusedWith(...lines: readonly [string, ...string[]]): Seen {
  const last = { ...reply(lines[0]), lines: [...lines] }
  return seen({
    observations: {
      login: {
        ...login,
        accepted: false,
        replies: [
          { command: 'USER', reply: reply('331 Password?') },
          { command: 'PASS', reply: last },
        ],
      },
      matrix: null,
      work: null,
    },
    cells: [
      ['auth-tls/*/*', { status: 'refused', step: 'login', reply: last }],
      ['auth-ssl/*/*', { status: 'untested', reason: 'login-refused' }],
    ],
  })
}

/** As products of several families word it, and those that are asked at the same place and mean something else. */
const worded: readonly (readonly [means: RegExp, replies: readonly string[]])[] = [
  [
    /password has run out/,
    [
      '530 Password expired, contact the administrator.',
      '530 Login failed: your password has expired.',
      '530 User cannot log in, password must be changed.',
      '530 You must change your password before you can log in.',
      '530 Expired password',
    ],
  ],
  [
    /account has run out/,
    [
      '530 Account expired.',
      '530 The user account has expired',
      '530 Expired account',
      '530 Your login expired on 2026-01-01',
    ],
  ],
  [
    /locked or switched off/,
    [
      '530 Account is disabled.',
      '530 User account locked.',
      '530 User edi is suspended',
      '530 Your account has been locked out',
    ],
  ],
  [
    /limit of sessions/,
    [
      '530 Sorry, the maximum number of clients (3) for this user are already connected.',
      '530 Sorry, the maximum number clients (5) from your host are already connected.',
      '421 There are too many connected users, please try later.',
      '421 Too many connections (8) from this IP',
      '421 50 users (the maximum) are already logged in, sorry',
      "421 I can't accept more than 4 connections as the same user",
      '421 Maximum login limit has been reached.',
      '530 Your account is restricted to 2 simultaneous logins.',
      '530 Connection limit exceeded, try again another time',
    ],
  ],
  [
    /address that this login comes from/,
    [
      '530 Login not allowed from this IP address.',
      '530 Access denied from your host.',
      '530 Your IP is not permitted to use this account',
      '530 Client address 192.0.2.44 rejected',
      '530 User edi may not log in from 192.0.2.44',
      '530 Connections from your network are not accepted',
      '530 IP address is banned',
    ],
  ],
  [
    /count failed logins/,
    [
      '530 Too many failed login attempts, try again later',
      '530 Maximum login attempts exceeded.',
      '530 Too many bad passwords from your IP: blocked',
    ],
  ],
  [
    /the reply does not tell which/,
    [
      '530 Login incorrect.',
      '530 User edi cannot log in.',
      '530 Access denied.',
      '530 Authentication failed, wrong password or account.',
      '530 User name exceeds the maximum length',
      '530 Invalid username or password, or not allowed to sign on from this location.',
      '530 Wrong user name or password, or account expired',
      '530 Login failed. Your IP address has been logged, access denied.',
      '530 Login incorrect, 2 of maximum 3 attempts left',
      '530 This server is for users of the host only',
      '530 FTP is limited to users who were invited',
    ],
  ],
]

export const cases: readonly Case[] = [
  ...worded.flatMap(([summary, replies]) =>
    replies.map(line => ({
      says: line,
      seen: refusedWith(line),
      expect: { is: 'found', certainty: 'likely', summary } as const,
    })),
  ),
  {
    says: 'only the second line has the word that tells',
    seen: refusedWith('530-Dear edi,', '530-your password has expired.', '530 Please change it.'),
    expect: {
      is: 'found',
      certainty: 'likely',
      summary: /password has run out/,
      wouldProve: /date of the password/,
      insteadOfOwn: [{ text: /new password/ }],
    },
  },
  {
    says: 'where the words tell nothing, what helps against a wrong password is advised',
    seen: refusedWith('530 Login incorrect.'),
    expect: { is: 'found', insteadOfOwn: undefined },
  },
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
    says: 'so does a login inside TLS that something in front of the server took off',
    seen: refusedWith('534 AUTH TLS required'),
    expect: { is: 'undetermined', reason: /inside TLS is turned away for want of TLS/ },
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
