import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, auth, explicitPort, noImplicitPort } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'AUTH is refused as nonsense is, and nobody listens on 990',
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
      cells: [['auth-tls|auth-ssl/*/*', refused('auth', '500 AUTH not understood')]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 60,
      quote: '500 AUTH not understood',
    },
  },
  {
    says: 'what listens on 990 is not known',
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
        greeting: {
          explicit: explicitPort,
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', refused('auth', '500 AUTH not understood')]],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a server that names the certificate it misses knows TLS',
    seen: seen({
      observations: {
        auth: {
          tls: {
            reply: reply('550 Cannot get a TLS config: no certificate'),
            hellos: [],
            established: false,
          },
          nonsense: reply('550 Cannot get a TLS config: no certificate'),
          features: { reply: reply('211 End'), mechanisms: [] },
          entries: auth.entries,
        },
      },
    }),
    expect: { is: 'undetermined', reason: /misses a certificate or a key/ },
  },
  {
    says: '534 is another finding',
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
    expect: { is: 'undetermined', reason: /says that it cannot/ },
  },
  {
    says: 'Pure-FTPd without TLS names AUTH TLS in FEAT all the same',
    seen: seen({
      observations: {
        auth: {
          tls: { reply: reply('500 AUTH not understood'), hellos: [], established: false },
          ssl: { reply: reply('500 AUTH not understood'), hellos: [], established: false },
          nonsense: reply('500 AUTH not understood'),
          features: { reply: reply('211 End'), mechanisms: ['TLS'] },
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
    expect: { is: 'found', certainty: 'likely', severity: 'error' },
  },
  {
    says: 'FEAT names AUTH TLS, and nonsense gets another reply',
    seen: seen({
      observations: {
        auth: {
          tls: { reply: reply('500 AUTH not understood'), hellos: [], established: false },
          ssl: { reply: reply('500 AUTH not understood'), hellos: [], established: false },
          nonsense: reply('504 Unknown mechanism'),
          features: { reply: reply('211 End'), mechanisms: ['TLS'] },
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
    expect: { is: 'undetermined', reason: /FEAT names/ },
  },
  {
    says: 'AUTH SSL is refused, and no connection for AUTH TLS came about',
    seen: seen({
      observations: {
        auth: {
          ssl: { reply: reply('504 Unknown mechanism'), hellos: [], established: false },
          nonsense: reply('504 Unknown mechanism'),
          features: { reply: reply('211 End'), mechanisms: [] },
          entries: {
            ...auth.entries,
            'auth-tls': {
              status: 'fails',
              step: 'connect',
              failure: 'not-through-proxy',
              port: 21,
              evidence: [],
            },
          },
        },
      },
    }),
    expect: { is: 'undetermined', reason: /did not come about/ },
  },
  {
    says: 'Kerberos instead: nobody is told to go on in clear',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: { reply: reply('502 AUTH not implemented'), hellos: [], established: false },
          ssl: { reply: reply('502 AUTH not implemented'), hellos: [], established: false },
          nonsense: reply('502 AUTH not implemented'),
          features: { reply: reply('211 End'), mechanisms: ['GSSAPI'] },
        },
      },
    }),
    expect: { is: 'found', remedies: /^Log in with a ticket of the realm/, cleared: ['client'] },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
