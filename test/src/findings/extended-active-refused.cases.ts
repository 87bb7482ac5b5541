import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'EPRT is refused, PORT is taken',
    seen: seen({ cells: [['auth-tls|auth-ssl/P|C|default/EPRT', refused('mode', '500 Unknown')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'info' },
  },
  {
    says: 'PORT is refused as well',
    seen: seen({ cells: [['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '500 Unknown')]] }),
    expect: { is: 'undetermined', reason: /PORT was not taken/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
