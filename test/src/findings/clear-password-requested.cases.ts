import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear } from './support/healthy-servers.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a login in clear is taken',
    seen: seen({ cells: [['none/*/*', worksClear]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning' },
  },
  {
    says: '331 to a made-up name',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          entries: {
            ...auth.entries,
            none: { status: 'open', reply: reply('331 Password?'), port: 21, evidence: [] },
          },
        },
      },
      cells: [['none/*/*', { status: 'untested', reason: 'needs-clear-login' }]],
    }),
    expect: { is: 'found', certainty: 'likely' },
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
