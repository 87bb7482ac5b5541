import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'nothing came, and 226',
    seen: seen({
      observations: {
        work: {
          command: 'LIST',
          tries: [
            {
              command: 'LIST',
              way: 'auth-tls/P/PASV',
              status: 'works',
              bytes: 0,
              wire: 'none',
              dataConnected: true,
            },
          ],
          bytes: 0,
        },
      },
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'info' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
