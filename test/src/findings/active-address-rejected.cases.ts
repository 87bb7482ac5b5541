import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen, matrixOf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'PORT is refused, EPRT is taken',
    seen: seen({
      cells: [['auth-tls|auth-ssl/P|C|default/PORT', refused('mode', '500 Illegal PORT command.')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'info' },
  },
  {
    says: 'both are refused for the address',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '550 The given address is not yours')],
      ],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'behind NAT that alone explains it',
    seen: seen({
      observations: {
        matrix: matrixOf(
          {
            cells: [
              ['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '500 Illegal PORT command.')],
            ],
          },
          { ownAddress: '192.168.1.5' },
        ),
      },
      cells: [['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '500 Illegal PORT command.')]],
    }),
    expect: { is: 'undetermined', reason: /private/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
