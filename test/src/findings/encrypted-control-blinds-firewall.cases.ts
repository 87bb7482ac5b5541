import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { deadPorts } from './support/dead-ports.js'
import { worksClear } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'in clear the ports open, inside TLS they are silent',
    seen: deadPorts('silent', 'timeout', 'PASV|EPSV', true),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 6 },
  },
  {
    says: 'in clear the ports open, inside TLS they refuse',
    seen: deadPorts('refused', 'connection-refused', 'PASV|EPSV', true),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 6 },
  },
  {
    says: 'only active mode does so, and passive mode works: worth knowing',
    seen: seen({
      cells: [
        ['none/default/*', worksClear],
        ['auth-tls|auth-ssl/*/PORT|EPRT', { status: 'fails', step: 'command', failure: 'timeout' }],
      ],
      setUps: [['auth-tls|auth-ssl/*/PORT|EPRT', { connect: 'nobody-came' }]],
    }),
    expect: { is: 'found', severity: 'info', summary: /^In active mode/ },
  },
  {
    says: 'nobody tried in clear',
    seen: deadPorts('silent', 'timeout'),
    expect: { is: 'undetermined', reason: /allow-clear-login/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
