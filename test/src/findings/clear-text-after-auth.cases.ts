import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'vsftpd without its key',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: [
              {
                shape: 'usual',
                outcome: 'clear-text',
                seconds: 0.05,
                clearText: '500 OOPS: SSL: cannot load RSA private key',
              },
            ],
            established: false,
          },
          ssl: {
            reply: reply('234 Go'),
            hellos: [
              {
                shape: 'usual',
                outcome: 'clear-text',
                seconds: 0.05,
                clearText: '500 OOPS: SSL: cannot load RSA private key',
              },
            ],
            established: false,
          },
          entries: {
            ...auth.entries,
            'auth-tls': {
              status: 'fails',
              step: 'handshake',
              failure: 'tls-not-spoken',
              port: 21,
              evidence: [],
            },
            'auth-ssl': {
              status: 'fails',
              step: 'handshake',
              failure: 'tls-not-spoken',
              port: 21,
              evidence: [],
            },
          },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'handshake', failure: 'tls-not-spoken' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      quote: '500 OOPS: SSL: cannot load RSA private key',
      ways: 40,
    },
  },
  {
    says: 'it never came to a hello',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
          tls: { reply: reply('504 Unknown'), hellos: [], established: false },
        },
      },
    }),
    expect: { is: 'undetermined', reason: /never came as far/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
