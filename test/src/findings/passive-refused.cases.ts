import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'PASV and EPSV are refused',
    seen: seen({ cells: [['auth-tls|auth-ssl/P|C|default/PASV|EPSV', refused('mode', '502 Not here')]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /PASV gets "502 Not here" and EPSV gets/,
    },
  },
  {
    says: 'a refusal that may pass: the range may be in use',
    seen: seen({
      cells: [['auth-tls|auth-ssl/P|C|default/PASV|EPSV', refused('mode', '425 No port is free')]],
    }),
    expect: { is: 'found', certainty: 'likely', severity: 'error', summary: /may pass: perhaps all ports/ },
  },
  {
    says: 'over IPv6 EPSV is all there is',
    seen: seen({
      target: { address: '2001:db8::21' },
      cells: [['auth-tls|auth-ssl/P|C|default/PASV|EPSV', refused('mode', '502 Not here')]],
    }),
    expect: { is: 'found', severity: 'error' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
