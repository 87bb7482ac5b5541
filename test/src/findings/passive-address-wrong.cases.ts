import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a 227 names another public address',
    seen: seen({ setUps: [['*/*/PASV', { named: '203.0.113.9' }]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error' },
  },
  {
    says: 'the address named was dialled and works',
    seen: seen({ setUps: [['*/*/PASV', { named: '203.0.113.9', ours: '203.0.113.9' }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'the port answers nowhere',
    seen: seen({ setUps: [['*/*/PASV', { named: '203.0.113.9', connect: 'refused' }]] }),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
