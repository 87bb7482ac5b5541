import type { HelloLook } from '../../../probes/auth.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, reply, seen } from './support/seen-builder.js'

/** AUTH TLS, whose hellos of the usual shape met this one after the other. */
const met = (established: boolean, stopped: boolean, ...usual: readonly HelloLook['outcome'][]) =>
  seen({
    observations: {
      auth: {
        ...auth,
        ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
        tls: {
          reply: reply('234 Go'),
          hellos: [
            ...usual.map(outcome => ({ shape: 'usual', outcome, seconds: 0.1 }) as const),
            { shape: 'tls12', outcome: 'silence', seconds: 0.1 },
          ],
          established,
        },
      },
    },
    ...(stopped
      ? { cells: [['auth-tls/P/*', { status: 'fails', step: 'handshake', failure: 'timeout' }]] as const }
      : {}),
  })

export const cases: readonly Case[] = [
  {
    says: 'of four identical hellos two are answered',
    seen: met(true, true, 'silence', 'done', 'done', 'silence'),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 4,
      summary: /answers the TLS hello now and then: 2 of 5 identical hellos, .*; the others met silence\./,
    },
  },
  {
    says: 'one failed, and the next ones were answered: once is no habit',
    seen: met(true, false, 'rst', 'done', 'done', 'done'),
    expect: {
      is: 'found',
      certainty: 'likely',
      wouldProve: /no chance the second time/,
      summary: /3 of 4.*a reset/,
    },
  },
  {
    says: 'the first is answered, and those of the table are not: now and then, or a limit',
    seen: met(true, true, 'done'),
    expect: {
      is: 'found',
      certainty: 'likely',
      ways: 4,
      summary: /1 of 2 identical hellos/,
      wouldProve: /a limit/,
    },
  },
  { says: 'none is answered', seen: met(false, true, 'silence', 'silence'), expect: { is: 'absent' } },
  {
    says: 'hellos of another shape are not identical',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: {
            reply: reply('234 Go'),
            hellos: [
              { shape: 'usual', outcome: 'silence', seconds: 1 },
              { shape: 'tls12', outcome: 'done', seconds: 0 },
            ],
            established: true,
          },
        },
      },
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
