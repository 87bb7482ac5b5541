import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen } from './support/seen-builder.js'
import { deadPorts, someDeadPorts } from './support/dead-ports.js'

export const cases: readonly Case[] = [
  {
    says: 'the ports of EPSV are dead, those of PASV are not',
    seen: deadPorts('silent', 'timeout', 'EPSV'),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 3 },
  },
  {
    says: 'a 229 that cannot be read',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/*/EPSV',
          { status: 'fails', step: 'mode', failure: 'reply-malformed', reply: reply('229 Entering') },
        ],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', quote: '229 Entering' },
  },
  {
    says: 'the ports of PASV are dead as well',
    seen: deadPorts('silent', 'timeout'),
    expect: { is: 'undetermined', reason: /PASV do not answer either/ },
  },
  {
    says: 'one port of PASV is open, by chance: a range of which one port is open',
    seen: someDeadPorts([40_000]),
    expect: { is: 'undetermined', reason: /PASV do not answer either/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
