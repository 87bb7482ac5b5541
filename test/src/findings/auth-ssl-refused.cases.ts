import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'as RFC 4217 has it',
    seen: seen({
      observations: {
        auth: { ...auth, ssl: { reply: reply('504 Unknown'), hellos: [], established: false } },
      },
      cells: [['auth-ssl/*/*', refused('auth', '504 Unknown')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 20 },
  },
  {
    says: 'AUTH TLS is refused too',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
          tls: { reply: reply('504 Unknown'), hellos: [], established: false },
        },
      },
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
