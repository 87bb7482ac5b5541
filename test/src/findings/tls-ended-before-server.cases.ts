import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { auth, login, reply, seen } from './support/seen-builder.js'

/** Implicit TLS, and USER gets this. */
function userGets(line: string): Seen {
  return seen({
    observations: {
      login: {
        ...login,
        security: 'implicit',
        accepted: false,
        replies: [{ command: 'USER', reply: reply(line) }],
      },
      auth: {
        ...auth,
        entries: {
          ...auth.entries,
          'auth-tls': { status: 'refused', step: 'connect', port: 21, evidence: [] },
          'auth-ssl': { status: 'refused', step: 'connect', port: 21, evidence: [] },
          implicit: { status: 'open', port: 990, evidence: [] },
        },
      },
      matrix: null,
      work: null,
    },
    cells: [
      ['implicit/*/*', refused('login', line)],
      ['none|auth-tls|auth-ssl/*/*', { status: 'refused', step: 'connect', reason: 'no-listener' }],
    ],
  })
}

const asking = [
  '421 TLS is required',
  '534 AUTH TLS required',
  '534 Policy requires SSL.',
  '530 Non-anonymous sessions must use encryption.',
  '550 SSL/TLS required on the control channel',
  '421 Sorry, cleartext sessions and weak ciphers are not accepted on this server.',
  '530 This server does not allow plain FTP. You have to use FTP over TLS.',
  '530 Please use a secure connection',
  '530 Unencrypted logins are disabled',
  '530 Must issue AUTH command first, use TLS',
]
const aboutElse = [
  '530 Login incorrect.',
  '530 Authentication failed: password required',
  '530 TLS client certificate required',
  '530 TLS 1.2 or higher is required',
  '530 Password does not meet the security policy',
  '534 Request denied for policy reasons',
  '421 Service not available',
  '530 Anonymous sessions may not use encryption.',
  '530 FTPS is not enabled for this user, use SFTP',
  '530 TLS login requires a valid password',
  '530 Too many users using TLS',
]

export const cases: readonly Case[] = [
  ...asking.map(line => ({
    says: line,
    seen: userGets(line),
    expect: { is: 'found', certainty: 'likely', severity: 'error', ways: 20, quote: line } as const,
  })),
  ...aboutElse.map(line => ({ says: line, seen: userGets(line), expect: { is: 'absent' } as const })),
  {
    says: 'AUTH TLS takes the same login, and 990 asks for TLS',
    seen: seen({
      cells: [['implicit/*/*', { ...refused('login', '421 TLS is required'), port: 990 }]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      ways: 20,
      summary: /Inside TLS \(implicit TLS\)/,
      remedies: /^Use AUTH TLS \(explicit\) on port 21/,
    },
  },
  {
    says: 'a login in clear that is turned away for want of TLS is right to be',
    seen: seen({
      observations: {
        login: {
          ...login,
          security: 'none',
          accepted: false,
          replies: [{ command: 'USER', reply: reply('421 TLS is required') }],
        },
      },
    }),
    expect: { is: 'undetermined', reason: /nobody logged in inside TLS/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
