import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply } from './support/seen-builder.js'
import { nobodyCame } from './support/dead-ports.js'

export const cases: readonly Case[] = [
  {
    says: 'both addresses are public and nobody comes',
    seen: nobodyCame('192.0.2.44'),
    expect: { is: 'found', certainty: 'certain', severity: 'info', ways: 6 },
  },
  {
    says: 'in passive mode the command is not answered either: the server hangs',
    seen: nobodyCame('192.0.2.44', [
      ['auth-tls|auth-ssl/P/PASV|EPSV', { status: 'fails', step: 'command', failure: 'timeout' }],
    ]),
    expect: { is: 'undetermined' },
  },
  {
    says: 'PORT itself is never answered: a firewall, or a server that hangs',
    seen: nobodyCame('192.0.2.44', [], false),
    expect: { is: 'found', certainty: 'likely', severity: 'info', summary: /does not answer PORT/ },
  },
  {
    says: 'the server has no port of its own left to call from',
    seen: nobodyCame('192.0.2.44', [
      [
        'auth-tls|auth-ssl/P|default/PORT|EPRT',
        {
          status: 'fails',
          step: 'data-connect',
          failure: 'negative-final',
          reply: reply('425 Unable to build data connection: Cannot assign requested address'),
        },
      ],
    ]),
    expect: { is: 'found', certainty: 'likely', severity: 'info', summary: /port of its own/ },
  },
  { says: 'behind NAT nobody could', seen: nobodyCame('192.168.1.5'), expect: { is: 'undetermined' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
