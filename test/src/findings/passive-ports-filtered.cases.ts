import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts } from './support/dead-ports.js'

export const cases: readonly Case[] = [
  {
    says: 'silence at several ports while the control connection lives',
    seen: deadPorts('silent', 'timeout'),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 6,
      summary: /192.0.2.44 to 198.51.100.7 TCP 50000, 50001, .*silence/,
    },
  },
  {
    says: 'one silent port among others proves less',
    seen: deadPorts('silent', 'timeout', 'EPSV'),
    expect: { is: 'found', certainty: 'likely', ways: 3 },
  },
  {
    says: 'a refusal is another finding',
    seen: deadPorts('refused', 'connection-refused'),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
