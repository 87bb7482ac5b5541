import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { matrixOf, reply, seen } from './support/seen-builder.js'

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
  {
    says: 'PBSZ is refused too: the quote is what PROT got, and the other levels go with it',
    seen: seen({
      cells: [['auth-tls|auth-ssl/C|S|E|P/*', refused('pbsz', '503 Not now')]],
      observations: {
        matrix: matrixOf(
          { cells: [['auth-tls|auth-ssl/C|S|E|P/*', refused('pbsz', '503 Not now')]] },
          { refusedLevels: [{ security: 'auth-tls', protection: 'P', reply: reply('534 No data in TLS') }] },
        ),
      },
    }),
    expect: { is: 'found', severity: 'error', ways: 32, quote: '534 No data in TLS' },
  },
  {
    says: 'a report from before PROT was kept: the reply to PBSZ is all there is',
    seen: seen({ cells: [['auth-tls|auth-ssl/C|S|E|P/*', refused('pbsz', '534 No')]] }),
    expect: { is: 'found', ways: 32, quote: '534 No' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
