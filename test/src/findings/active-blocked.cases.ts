import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { nobodyCame } from './support/dead-ports.js'
import { reply, seen } from './support/seen-builder.js'

const mute = { status: 'fails', step: 'data-handshake', failure: 'timeout', wire: 'none' } as const

/** The server says this of its own connect. */
const said = (text: string) =>
  nobodyCame('192.0.2.44', [
    [
      'auth-tls|auth-ssl/P|default/PORT|EPRT',
      {
        status: 'fails',
        step: 'data-connect',
        failure: 'negative-final',
        reply: reply(`425 Unable to build data connection: ${text}`),
      },
    ],
  ])

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
    seen: nobodyCame('192.0.2.44', [], { noop: 'answered' }),
    expect: { is: 'found', certainty: 'likely', severity: 'info', summary: /does not answer PORT/ },
  },
  {
    says: 'from PORT on nothing is answered at all',
    seen: nobodyCame('192.0.2.44', [], { noop: 'silent' }),
    expect: { is: 'undetermined', reason: /nothing at all/ },
  },
  {
    says: 'nothing comes on passive data connections either, be they encrypted or not',
    seen: nobodyCame('192.0.2.44', [['auth-tls|auth-ssl/P|C|default/PASV|EPSV', mute]]),
    expect: { is: 'undetermined', reason: /passive data connections/ },
  },
  {
    says: 'the server hangs up at the data command: nobody had the time to come',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P|default/PORT|EPRT', { status: 'fails', step: 'command', failure: 'early-end' }],
      ],
      setUps: [['*/*/PORT|EPRT', { connect: 'not-tried' }]],
    }),
    expect: { is: 'undetermined', reason: /ended the control connection/ },
  },
  {
    says: 'the server has no port of its own left to call from',
    seen: said('Cannot assign requested address'),
    expect: { is: 'found', certainty: 'likely', severity: 'info', summary: /port of its own/ },
  },
  ...['Permission denied', 'Operation not permitted'].map((text): Case => ({
    says: `${text}: no packet left the server's machine`,
    seen: said(text),
    expect: {
      is: 'found',
      certainty: 'likely',
      owner: ['server-configuration', 'network'],
      summary: /Its own machine does not let it connect/,
      wouldProve: /audit log/,
    },
  })),
  ...['Network is unreachable', 'No route to host', 'Host is unreachable'].map((text): Case => ({
    says: `${text}: its own routes, or somebody on the way who says so`,
    seen: said(text),
    expect: {
      is: 'found',
      certainty: 'likely',
      owner: ['network', 'server-configuration'],
      summary: /no way leads here/,
      wouldProve: /route to us/,
    },
  })),
  {
    says: 'it gave up waiting, which a firewall that drops looks like',
    seen: said('Connection timed out'),
    expect: { is: 'found', certainty: 'certain', summary: /A firewall drops it/ },
  },
  { says: 'behind NAT nobody could', seen: nobodyCame('192.168.1.5'), expect: { is: 'undetermined' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
