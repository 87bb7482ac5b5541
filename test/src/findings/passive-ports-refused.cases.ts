import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts, someRefusedPorts } from './support/dead-ports.js'
import { reply, seen } from './support/seen-builder.js'

const sessionLimit = { open: 2, at: 'connect', failure: 'connection-refused' } as const

export const cases: readonly Case[] = [
  {
    says: 'RST at the ports that the server names',
    seen: deadPorts('refused', 'connection-refused'),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 6, summary: /refused at once/ },
  },
  {
    says: 'active mode fails as well: nobody is sent there',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P/*', { status: 'refused', step: 'mode', reply: reply('502 Not here') }],
        [
          'auth-tls|auth-ssl/P/PASV|EPSV',
          { status: 'fails', step: 'command', failure: 'connection-refused' },
        ],
      ],
      setUps: [['auth-tls|auth-ssl/*/PASV|EPSV', { connect: 'refused' }]],
    }),
    expect: { is: 'found', certainty: 'certain', cleared: ['client'] },
  },
  {
    says: 'some ports open, as control connections beyond a limit are refused: that limit counts them',
    seen: someRefusedPorts([50_090], { sessionLimit }),
    expect: { is: 'undetermined', reason: /a limit/ },
  },
  {
    says: 'the same without a limit',
    seen: someRefusedPorts([50_090], {}),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a limit that a reply tells of counts sessions',
    seen: someRefusedPorts([50_090], {
      sessionLimit: { open: 1, at: 'login', reply: reply('421 Too many') },
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'a limit that drops, and ports that refuse',
    seen: someRefusedPorts([50_090], { sessionLimit: { ...sessionLimit, failure: 'timeout' } }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'no port opens: no limit, which lets the first one through',
    seen: someRefusedPorts([], { sessionLimit }),
    expect: { is: 'found', certainty: 'certain' },
  },
  { says: 'silence is another finding', seen: deadPorts('silent', 'timeout'), expect: { is: 'absent' } },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
