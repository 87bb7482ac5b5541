import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts } from './support/dead-ports.js'

export const cases: readonly Case[] = [
  {
    says: 'in clear the ports open, inside TLS they are silent',
    seen: deadPorts('silent', 'timeout', 'PASV|EPSV', true),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 6 },
  },
  {
    says: 'in clear the ports open, inside TLS they refuse',
    seen: deadPorts('refused', 'connection-refused', 'PASV|EPSV', true),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 6 },
  },
  {
    says: 'nobody tried in clear',
    seen: deadPorts('silent', 'timeout'),
    expect: { is: 'undetermined', reason: /allow-clear-login/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
