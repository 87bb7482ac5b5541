import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts, someDeadPorts } from './support/dead-ports.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'ports that never answer',
    seen: deadPorts('silent', 'timeout'),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'info',
      summary: /between 50\d\d\d and 50\d\d\d/,
      ways: 0,
    },
  },
  {
    says: 'ports that refuse',
    seen: deadPorts('refused', 'connection-refused'),
    expect: { is: 'found' },
  },
  {
    says: 'the ones that open belong to the range',
    seen: someDeadPorts([40_000, 40_009]),
    expect: { is: 'found', summary: /between 40000 and/ },
  },
  {
    says: 'always the same port',
    seen: seen({ setUps: [['*/*/PASV|EPSV', { port: 50_000, connect: 'silent' }]] }),
    expect: { is: 'undetermined', reason: /one port alone/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
