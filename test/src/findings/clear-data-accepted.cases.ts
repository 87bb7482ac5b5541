import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'PROT C works inside TLS',
    seen: seen({ cells: [['auth-tls/C/*', worksClear]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning', ways: 4 },
  },
  {
    says: 'PROT C works, and no byte shows how data would travel',
    seen: seen({ cells: [['auth-tls/C/*', { ...worksClear, wire: 'none', bytes: 0 }]] }),
    expect: { is: 'found', certainty: 'likely', ways: 4 },
  },
  {
    says: 'PROT C ended for another reason',
    seen: seen({
      cells: [['auth-tls|auth-ssl/C/*', { status: 'fails', step: 'data-connect', failure: 'timeout' }]],
    }),
    expect: { is: 'undetermined', reason: /another reason/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
