import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'EPSV is refused, PASV is taken',
    seen: seen({ cells: [['auth-tls|auth-ssl/P|C|default/EPSV', refused('mode', '500 Unknown command')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'info' },
  },
  {
    says: 'over IPv6 that stops everybody',
    seen: seen({
      target: { address: '2001:db8::21' },
      cells: [['auth-tls|auth-ssl/P|C|default/EPSV|PASV', refused('mode', '500 Unknown command')]],
    }),
    expect: { is: 'found', severity: 'error' },
  },
  {
    says: 'PASV is refused as well',
    seen: seen({
      cells: [['auth-tls|auth-ssl/P|C|default/EPSV|PASV', refused('mode', '500 Unknown command')]],
    }),
    expect: { is: 'undetermined', reason: /PASV was not taken/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
