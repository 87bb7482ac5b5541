import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, auth } from './support/seen-builder.js'

/** Each AUTH gets this, a word without meaning that, and FEAT names these. */
const refusing = (said: string, nonsense: string, mechanisms: readonly string[] = []) => {
  const look = { reply: reply(said), hellos: [], established: false }
  const entry = { status: 'refused', step: 'auth', reply: reply(said), port: 21, evidence: [] } as const
  return seen({
    observations: {
      auth: {
        tls: look,
        ssl: look,
        nonsense: reply(nonsense),
        features: { reply: reply('211 End'), mechanisms },
        entries: { ...auth.entries, 'auth-tls': entry, 'auth-ssl': entry },
      },
    },
    cells: [['auth-tls|auth-ssl/*/*', refused('auth', said)]],
  })
}

const withoutConfig = '550 Cannot get a TLS config: tls: no certificates configured'

export const cases: readonly Case[] = [
  {
    says: 'ftpserverlib says the same to each AUTH, and names what it misses',
    seen: refusing(withoutConfig, withoutConfig),
    expect: { is: 'found', certainty: 'likely', ways: 40, summary: /It names what it misses/ },
  },
  {
    says: 'FEAT names AUTH TLS, and no word is unknown',
    seen: refusing('550 Not now', '504 Unknown', ['TLS']),
    expect: { is: 'found', certainty: 'likely', summary: /Most often no certificate/ },
  },
  {
    says: 'FEAT names AUTH TLS where TLS is switched off: the words of a server that does not know it',
    seen: refusing('500 This security scheme is not implemented', '500 Not implemented', ['TLS']),
    expect: { is: 'absent' },
  },
  {
    says: 'a login is wanted first',
    seen: refusing('530 Please login with USER and PASS.', '530 Please login', ['TLS']),
    expect: { is: 'absent' },
  },
  {
    says: "the client's certificate is meant",
    seen: refusing('535 No client certificate was given', '535 No', []),
    expect: { is: 'absent' },
  },
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
