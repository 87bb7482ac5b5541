import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts } from './support/dead-ports.js'

export const cases: readonly Case[] = [
  {
    says: 'RST at the ports that the server names',
    seen: deadPorts('refused', 'connection-refused'),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 6, summary: /refused at once/ },
  },
  { says: 'silence is another finding', seen: deadPorts('silent', 'timeout'), expect: { is: 'absent' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
