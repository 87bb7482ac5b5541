import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: '0.0.0.0 of an embedded server',
    seen: seen({ setUps: [['*/*/PASV', { named: '0.0.0.0' }]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error' },
  },
  {
    says: 'no 227 was seen',
    seen: seen({ setUps: [['*/*/PASV', null]] }),
    expect: { is: 'undetermined', reason: /no 227/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
