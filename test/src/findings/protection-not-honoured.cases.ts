import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { wrongForm } from './support/healthy-servers.js'
import { reply, seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'yes to P, and clear data',
    seen: seen({
      cells: [['auth-tls/P/*', { ...wrongForm, wire: 'clear' }]],
      setUps: [['auth-tls/P/*', { preliminary: true, afterwards: reply('226 Done') }]],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 4, summary: /data comes in clear/ },
  },
  {
    says: 'clear data behind 150, and never a word that it was sent: not certain whose it is',
    seen: seen({
      cells: [['auth-tls/P/*', { ...wrongForm, wire: 'clear' }]],
      setUps: [['auth-tls/P/*', { preliminary: true }]],
    }),
    expect: { is: 'found', certainty: 'likely', severity: 'error', wouldProve: /somebody else's/ },
  },
  {
    says: 'bytes that the server does not know of are not called its own',
    seen: seen({
      cells: [['auth-tls|auth-ssl/P/PASV|EPSV', { ...wrongForm, wire: 'clear' }]],
      setUps: [['*/P/PASV|EPSV', { preliminary: false }]],
    }),
    expect: { is: 'undetermined', reason: /not known to be from this server/ },
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
