import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'vsftpd sees another address',
    seen: seen({ cells: [['auth-tls/P/PASV|EPSV', refused('command', '425 Security: Bad IP connecting.')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 2 },
  },
  {
    says: 'somebody else came to our listener',
    seen: seen({
      cells: [['auth-tls/P/PORT', { status: 'fails', step: 'data-connect', failure: 'peer-mismatch' }]],
    }),
    expect: { is: 'found', severity: 'info', ways: 1 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
