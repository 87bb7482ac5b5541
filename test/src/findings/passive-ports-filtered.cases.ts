import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts, deadPortsReported, someDeadPorts } from './support/dead-ports.js'

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
    says: 'what opens lies apart from what does not',
    seen: someDeadPorts([40_000, 40_009]),
    expect: { is: 'found', certainty: 'likely', summary: /40000 to 40009 opened: .* part of the range/ },
  },
  {
    says: 'what opens lies among what does not',
    seen: someDeadPorts([40_000, 50_004, 60_000]),
    expect: { is: 'found', certainty: 'likely', summary: /new connections are limited/ },
  },
  {
    says: 'a 227 names a private address besides',
    seen: someDeadPorts([], '192.168.1.5'),
    expect: { is: 'found', summary: /PASV, moreover, names 192\.168\.1\.5/ },
  },
  {
    says: 'word from the way is no silence',
    seen: deadPorts('unreachable', 'unreachable'),
    expect: { is: 'found', certainty: 'certain', summary: /turns connections away.*reported unreachable/ },
  },
  {
    says: 'a firewall turns away, and says so only now and then',
    seen: deadPortsReported(2),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary:
        /now and then, reported unreachable: .*turns connections away.*reported unreachable 2 of \d+ times, else silence/,
    },
  },
  {
    says: 'one port opens and is silent another time: it is not the number',
    seen: someDeadPorts([50_001]),
    expect: {
      is: 'found',
      certainty: 'likely',
      summary: /it is not the number that decides/,
      wouldProve: /connlimit/,
    },
  },
  {
    says: 'word that comes after seconds may be that of a router who finds no machine',
    seen: deadPortsReported(6, 3),
    expect: { is: 'found', summary: /turns connections away, .* to an address where no machine is/ },
  },
  {
    says: 'a refusal is another finding',
    seen: deadPorts('refused', 'connection-refused'),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
