import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'bytes glued behind 234',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: { reply: reply('234 Go'), bytesBehind: '220 injected', hellos: [], established: false },
        },
      },
      cells: [['auth-tls/*/*', { status: 'fails', step: 'auth', failure: 'tls-not-spoken' }]],
    }),
    expect: { is: 'found', certainty: 'certain', quote: '220 injected', ways: 20 },
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
