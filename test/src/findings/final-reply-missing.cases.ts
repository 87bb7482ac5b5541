import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

const missing = {
  status: 'fails',
  step: 'final',
  failure: 'timeout',
  wire: 'tls',
  bytes: 640,
  ended: 'close-notify',
} as const
const all = 'auth-tls|auth-ssl/P|default/*'

export const cases: readonly Case[] = [
  {
    says: 'NOOP is answered: the server does not finish',
    seen: seen({ cells: [[all, missing]], setUps: [['*/*/*', { noop: 'answered' }]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 16,
      summary: /NOOP is answered/,
      cleared: ['network', 'client'],
    },
  },
  {
    says: 'NOOP is not answered: a server that hangs, or a firewall that forgot the connection',
    seen: seen({ cells: [[all, missing]], setUps: [['*/*/*', { noop: 'silent' }]] }),
    expect: { is: 'found', certainty: 'likely', summary: /dropped the control connection/ },
  },
  {
    says: 'the control connection is ended instead',
    seen: seen({ cells: [[all, { ...missing, failure: 'early-end' }]] }),
    expect: { is: 'found', certainty: 'certain', summary: /is ended instead of a 226/ },
  },
  {
    says: 'only in clear: ordinary clients come through',
    seen: seen({
      cells: [['none/default/*', { ...missing, wire: 'clear', ended: 'fin' }]],
      setUps: [['*/*/*', { noop: 'answered' }]],
    }),
    expect: { is: 'found', severity: 'warning' },
  },
  {
    says: 'the data was cut: that is another trouble',
    seen: seen({ cells: [['*/*/*', { ...missing, ended: 'rst' }]] }),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
