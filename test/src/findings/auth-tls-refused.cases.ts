import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, auth } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'only AUTH SSL is taken',
    seen: seen({
      observations: {
        auth: { ...auth, tls: { reply: reply('504 Unknown'), hellos: [], established: false } },
      },
      cells: [['auth-tls/*/*', refused('auth', '504 Unknown')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning', ways: 20 },
  },
  {
    says: 'AUTH SSL was taken and its TLS never stood',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: { reply: reply('504 Unknown'), hellos: [], established: false },
          ssl: { reply: reply('234 ok'), hellos: [], established: false },
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
