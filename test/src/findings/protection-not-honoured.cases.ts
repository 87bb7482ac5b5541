import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { wrongForm } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'yes to P, and clear data',
    seen: seen({ cells: [['auth-tls/P/*', { ...wrongForm, wire: 'clear' }]] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 4, summary: /data comes in clear/ },
  },
  {
    says: 'yes to C, and TLS',
    seen: seen({ cells: [['auth-tls/C/*', { ...wrongForm, wire: 'tls' }]] }),
    expect: { is: 'found', severity: 'error', summary: /comes encrypted/ },
  },
  {
    says: 'ftp-srv says 202 to everything without TLS',
    seen: seen({ cells: [['none/E|P/*', { ...wrongForm, wire: 'clear' }]] }),
    expect: { is: 'found', severity: 'info', ways: 8 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
