import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksClear } from './support/healthy-servers.js'
import { seen, matrixOf } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'the commands are unknown',
    seen: seen({
      cells: [['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '502 Command not implemented')]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'info' },
  },
  {
    says: 'PROT P is refused, but passive data connections stand: active mode would change nothing',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P|default/*', refused('prot', '534 No')],
        ['auth-tls|auth-ssl/C/PASV|EPSV', worksClear],
        ['auth-tls|auth-ssl/C/PORT|EPRT', refused('mode', '502 Command not implemented')],
      ],
    }),
    expect: { is: 'found', severity: 'info' },
  },
  {
    says: 'nothing else works either',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/*/PASV|EPSV', { status: 'fails', step: 'data-connect', failure: 'timeout' }],
        ['auth-tls|auth-ssl/P|C|default/PORT|EPRT', refused('mode', '502 Command not implemented')],
      ],
    }),
    expect: { is: 'found', severity: 'error' },
  },
  {
    says: 'a refusal that may be for our private address',
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
    expect: { is: 'undetermined', reason: /address/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
