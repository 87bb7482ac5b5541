import { hellosMet } from './support/hellos.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'RST at hellos of every shape, clear commands go through',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: [
              { shape: 'usual', outcome: 'rst', seconds: 0.05 },
              { shape: 'tls12', outcome: 'rst', seconds: 0.05 },
              { shape: 'tls12-no-name', outcome: 'rst', seconds: 0.05 },
            ],
            established: false,
          },
          ssl: {
            reply: reply('234 Go'),
            hellos: [
              { shape: 'usual', outcome: 'rst', seconds: 0.05 },
              { shape: 'tls12', outcome: 'rst', seconds: 0.05 },
              { shape: 'tls12-no-name', outcome: 'rst', seconds: 0.05 },
            ],
            established: false,
          },
          entries: {
            ...auth.entries,
            'auth-tls': {
              status: 'fails',
              step: 'handshake',
              failure: 'connection-reset',
              port: 21,
              evidence: [],
            },
            'auth-ssl': {
              status: 'fails',
              step: 'handshake',
              failure: 'connection-reset',
              port: 21,
              evidence: [],
            },
          },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'handshake', failure: 'connection-reset' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 40,
      summary: /is reset at the first TLS hello/,
    },
  },
  {
    says: 'one shape proves less',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: [{ shape: 'usual', outcome: 'fin', seconds: 0.05 }],
            established: false,
          },
          ssl: {
            reply: reply('234 Go'),
            hellos: [{ shape: 'usual', outcome: 'fin', seconds: 0.05 }],
            established: false,
          },
          entries: {
            ...auth.entries,
            'auth-tls': { status: 'fails', step: 'handshake', failure: 'early-end', port: 21, evidence: [] },
            'auth-ssl': { status: 'fails', step: 'handshake', failure: 'early-end', port: 21, evidence: [] },
          },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'handshake', failure: 'early-end' }]],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'where AUTH TLS works a dead AUTH SSL stops few',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          ssl: {
            reply: reply('234 Go'),
            hellos: [
              { shape: 'usual', outcome: 'rst', seconds: 0.05 },
              { shape: 'tls12', outcome: 'rst', seconds: 0.05 },
              { shape: 'tls12-no-name', outcome: 'rst', seconds: 0.05 },
            ],
            established: false,
          },
        },
      },
      cells: [['auth-ssl/*/*', { status: 'fails', step: 'handshake', failure: 'connection-reset' }]],
    }),
    expect: { is: 'found', severity: 'warning', ways: 20 },
  },
  {
    says: 'some hellos meet a reset and some silence',
    seen: hellosMet(
      'connection-reset',
      ['usual', 'rst', 0.05],
      ['usual', 'silence', 10],
      ['tls12', 'silence', 10],
      ['tls12-no-name', 'rst', 0.1],
    ),
    expect: { is: 'found', certainty: 'likely', ways: 20 },
  },
  {
    says: 'TLS 1.2 alone is answered',
    seen: hellosMet(
      'connection-reset',
      ['usual', 'rst', 0.05],
      ['usual', 'rst', 0.05],
      ['tls12', 'done', 0],
      ['tls12-no-name', 'done', 0],
    ),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 20,
      summary: /each time it offers TLS 1\.3; one of TLS 1\.2 alone is answered/,
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
