import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: '431 names a missing resource',
    seen: seen({
      observations: {
        auth: {
          tls: {
            reply: reply('431 Necessary security resource unavailable'),
            hellos: [],
            established: false,
          },
          ssl: {
            reply: reply('431 Necessary security resource unavailable'),
            hellos: [],
            established: false,
          },
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
      cells: [['auth-tls|auth-ssl/*/*', refused('auth', '431 Necessary security resource unavailable')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 40 },
  },
  {
    says: '534 of IIS without a certificate',
    seen: seen({
      observations: {
        auth: {
          tls: { reply: reply('534 Policy requires SSL'), hellos: [], established: false },
          ssl: { reply: reply('534 Policy requires SSL'), hellos: [], established: false },
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
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'AUTH got no reply',
    seen: seen({ observations: { auth: { entries: auth.entries } } }),
    expect: { is: 'undetermined', reason: /no reply/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
