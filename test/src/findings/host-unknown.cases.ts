import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'NXDOMAIN is certain',
    seen: seen({
      target: { address: null, resolution: { status: 'no-such-name' } },
      cells: [['*/*/*', { status: 'untested', reason: 'not-reachable' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      ways: 80,
      summary: /no such host name: ftp.partner.example/,
    },
  },
  {
    says: 'no name server answered: perhaps it exists',
    seen: seen({
      target: { address: null, resolution: { status: 'no-answer' } },
      cells: [['*/*/*', { status: 'untested', reason: 'not-reachable' }]],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
