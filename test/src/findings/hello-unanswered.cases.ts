import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'three shapes of hello meet silence',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: [
              { shape: 'usual', outcome: 'silence', seconds: 10 },
              { shape: 'tls12', outcome: 'silence', seconds: 10 },
              { shape: 'tls12-no-name', outcome: 'silence', seconds: 10 },
            ],
            established: false,
          },
          ssl: {
            reply: reply('234 Go'),
            hellos: [
              { shape: 'usual', outcome: 'silence', seconds: 10 },
              { shape: 'tls12', outcome: 'silence', seconds: 10 },
              { shape: 'tls12-no-name', outcome: 'silence', seconds: 10 },
            ],
            established: false,
          },
          entries: {
            ...auth.entries,
            'auth-tls': { status: 'fails', step: 'handshake', failure: 'timeout', port: 21, evidence: [] },
            'auth-ssl': { status: 'fails', step: 'handshake', failure: 'timeout', port: 21, evidence: [] },
          },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'handshake', failure: 'timeout' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 40,
      summary: /3 kinds of TLS hello, silence for 10 s/,
    },
  },
  {
    says: 'after the first silence, greeting and AUTH are answered anew, and each shape meets it again',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: (['usual', 'usual', 'tls12', 'tls12-no-name'] as const).map(shape => ({
              shape,
              outcome: 'silence',
              seconds: 10,
            })),
            established: false,
          },
          ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
        },
      },
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary: /in clear were answered each time, on 4 connections/,
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
