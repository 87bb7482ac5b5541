import type { ClearLogin } from '../../../probes/clear-login.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear } from './support/healthy-servers.js'
import { auth, clearLogin, reply, seen } from './support/seen-builder.js'

/** Logins in clear were not allowed: only the look with a made-up name speaks of them. */
function looked(value: ClearLogin): Seen {
  return seen({
    observations: { 'clear-login': value },
    cells: [['none/*/*', { status: 'untested', reason: 'needs-clear-login' }]],
  })
}

export const cases: readonly Case[] = [
  {
    says: 'a login in clear is taken',
    seen: seen({ cells: [['none/*/*', worksClear]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning' },
  },
  {
    says: 'a login in clear is taken, and data in clear is not',
    seen: seen({
      cells: [['none/default/*', refused('command', '522 Data connections must be encrypted.')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning' },
  },
  {
    says: '331 to a made-up name',
    seen: looked({ reply: reply('331 Password?') }),
    expect: { is: 'found', certainty: 'certain', quote: '331 Password?', summary: /None was sent/ },
  },
  {
    says: 'the made-up name is refused in clear and taken inside TLS',
    seen: looked(clearLogin),
    expect: { is: 'absent' },
  },
  {
    says: 'the made-up name is refused inside TLS too',
    seen: looked({
      reply: reply('530 No such user.'),
      insideTls: { security: 'auth-tls', reply: reply('530 No such user.') },
    }),
    expect: { is: 'undetermined', reason: /about the name/ },
  },
  {
    says: 'anybody is let in without a password',
    seen: looked({ reply: reply('230 Welcome, whoever you are.') }),
    expect: { is: 'undetermined', reason: /without a password/ },
  },
  {
    says: 'there is no TLS to ask for first',
    seen: seen({
      observations: {
        auth: {
          tls: { reply: reply('500 AUTH not understood'), hellos: [], established: false },
          ssl: { reply: reply('500 AUTH not understood'), hellos: [], established: false },
          nonsense: reply('500 AUTH not understood'),
          features: { reply: reply('211 End'), mechanisms: [] },
          entries: {
            ...auth.entries,
            'auth-tls': {
              status: 'refused',
              step: 'auth',
              reply: reply('500 AUTH not understood'),
              port: 21,
              evidence: [],
            },
            'auth-ssl': {
              status: 'refused',
              step: 'auth',
              reply: reply('500 AUTH not understood'),
              port: 21,
              evidence: [],
            },
          },
        },
      },
      cells: [
        ['none/*/*', worksClear],
        ['auth-tls|auth-ssl/*/*', refused('auth', '500 AUTH not understood')],
      ],
    }),
    expect: { is: 'undetermined', reason: /not seen to offer TLS/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
