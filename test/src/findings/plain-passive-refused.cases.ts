import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'ftp-srv without an address to name',
    seen: seen({ cells: [['auth-tls|auth-ssl/P|C|default/PASV', refused('mode', '502 Not supported')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning' },
  },
  {
    says: 'over IPv6 that is as it should be',
    seen: seen({
      target: { address: '2001:db8::21' },
      cells: [['auth-tls|auth-ssl/P|C|default/PASV', refused('mode', '425 Use EPSV')]],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
