import type { HelloLook } from '../../../probes/auth.js'
import { hellosMet } from './support/hellos.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth } from './support/seen-builder.js'

const silences = (...shapes: readonly HelloLook['shape'][]) =>
  shapes.map(shape => ({ shape, outcome: 'silence', seconds: 10 }) as const)

/** AUTH TLS alone is taken; every hello meets this. */
const met = (outcome: HelloLook['outcome']) =>
  seen({
    observations: {
      auth: {
        ...auth,
        ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
        tls: {
          reply: reply('234 Go'),
          hellos: silences('usual', 'usual', 'tls12', 'tls12-no-name').map(hello => ({ ...hello, outcome })),
          established: false,
        },
      },
    },
  })

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
    says: 'the implicit port was asked anew, where nothing in clear is answered; behind AUTH one look stands alone',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: silences('usual', 'tls12', 'tls12-no-name'),
            established: false,
          },
          ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
          implicit: { hellos: silences('usual', 'usual', 'tls12', 'tls12-no-name'), established: false },
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely', summary: /on 3 connections\. The port for implicit TLS/ },
  },
  {
    says: 'the hellos meet an alert: that is an answer',
    seen: met('alert'),
    expect: { is: 'absent' },
  },
  {
    says: 'the hellos meet an end: that is another trouble',
    seen: met('fin'),
    expect: { is: 'absent' },
  },
  {
    says: 'the implicit port alone is silent: no command in clear tells that anybody serves it',
    seen: seen({
      observations: {
        auth: { ...auth, implicit: { hellos: silences('usual', 'tls12'), established: false } },
      },
    }),
    expect: { is: 'absent' },
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
  {
    says: 'TLS 1.2 alone is answered',
    seen: hellosMet(
      'timeout',
      ['usual', 'silence', 10],
      ['usual', 'silence', 10],
      ['tls12', 'done', 0],
      ['tls12-no-name', 'done', 0],
    ),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 20,
      summary: /1 kind of TLS hello, silence for 10 s.*A hello that offers TLS 1\.2 alone is answered/,
    },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
