import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'PROT C is refused, PROT P works',
    seen: seen({ cells: [['auth-tls|auth-ssl/C/*', refused('prot', '534 Unwilling')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 8 },
  },
  {
    says: 'PROT P is taken and its ports are dead',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/C/*', refused('prot', '534 Unwilling')],
        ['auth-tls|auth-ssl/P|default/*', { status: 'fails', step: 'data-connect', failure: 'timeout' }],
      ],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'PROT P is refused as well',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/C|P/*', refused('prot', '534 Unwilling')],
        ['auth-tls|auth-ssl/default/*', worksClear],
      ],
    }),
    expect: { is: 'undetermined', reason: /PROT P is not taken/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
