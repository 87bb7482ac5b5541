import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'PROT P is refused inside TLS',
    seen: seen({ cells: [['auth-tls|auth-ssl/P/*', refused('prot', '536 Not supported')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 8, quote: '536 Not supported' },
  },
  {
    says: 'with one method only',
    seen: seen({ cells: [['auth-ssl/P/*', refused('prot', '431 Not now')]] }),
    expect: { is: 'found', severity: 'warning', ways: 4 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
