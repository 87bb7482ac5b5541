import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'PBSZ and PROT are unknown',
    seen: seen({ cells: [['auth-tls|auth-ssl/C|S|E|P/*', refused('pbsz', '500 Unknown command.')]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 32 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
