import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen, matrixOf } from './support/seen-builder.js'
import { nobodyCame } from './support/dead-ports.js'

export const cases: readonly Case[] = [
  {
    says: 'vsftpd refuses the private address',
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
    expect: { is: 'found', certainty: 'likely', severity: 'info' },
  },
  {
    says: 'the server cannot come to a private address',
    seen: nobodyCame('192.168.1.5'),
    expect: { is: 'found', certainty: 'likely', severity: 'info' },
  },
  {
    says: 'the command itself is unknown',
    seen: seen({
      observations: {
        matrix: matrixOf(
          {
            cells: [
              ['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '502 Command not implemented')],
            ],
          },
          { ownAddress: '192.168.1.5' },
        ),
      },
      cells: [['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '502 Command not implemented')]],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
