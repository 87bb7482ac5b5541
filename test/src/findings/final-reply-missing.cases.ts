import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
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
    expect: {
      is: 'found',
      certainty: 'likely',
      summary: /is ended instead of a 226\. Whether all of the data came, nothing tells/,
    },
  },
  {
    says: 'the control connection is ended instead, behind as many bytes as elsewhere come with a 226',
    seen: seen({ cells: [['auth-tls/P/*', { ...missing, failure: 'early-end' }]] }),
    expect: { is: 'found', certainty: 'certain', ways: 4, summary: /instead of a 226\.$/ },
  },
  {
    says: 'under TLS a FIN without close_notify, and the control connection ended as well: the process died',
    seen: seen({ cells: [[all, { ...missing, ended: 'fin', failure: 'early-end' }]] }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'under TLS a FIN without close_notify, and the control connection stays silent: it may be a cut',
    seen: seen({ cells: [[all, { ...missing, ended: 'fin' }]], setUps: [['*/*/*', { noop: 'answered' }]] }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'under TLS a FIN without close_notify, behind as many bytes as elsewhere: nothing is missing',
    seen: seen({
      cells: [['auth-tls/P/*', { ...missing, ended: 'fin' }]],
      setUps: [['*/*/*', { noop: 'answered' }]],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 4 },
  },
  {
    says: 'other ways bring more bytes: that was cut, however it ended',
    seen: seen({ cells: [['auth-tls/P/*', { ...missing, bytes: 512, failure: 'early-end' }]] }),
    expect: { is: 'absent' },
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
    says: 'behind encrypted data the control connection is reset in every mode, behind clear data it lives',
    seen: seen({
      cells: [
        [all, { ...missing, failure: 'early-end' }],
        ['auth-tls/C/*', worksClear],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      owner: ['network', 'server-software'],
      summary: /a firewall that inspects FTP/,
    },
  },
  {
    says: 'the same, and it goes silent',
    seen: seen({
      cells: [
        [all, missing],
        ['auth-tls/C/*', worksClear],
      ],
      setUps: [['*/*/*', { noop: 'silent' }]],
    }),
    expect: { is: 'found', certainty: 'likely', summary: /a firewall that inspects FTP/ },
  },
  {
    says: 'behind data in clear, and NOOP is answered: it lives, and no firewall is blamed',
    seen: seen({
      cells: [
        [all, missing],
        ['auth-tls/C/*', worksClear],
      ],
      setUps: [['*/*/*', { noop: 'answered' }]],
    }),
    expect: { is: 'found', cleared: ['network', 'client'], summary: /^(?!.*inspects)/ },
  },
  {
    says: 'in one mode of two: it is not the encryption',
    seen: seen({
      cells: [
        ['auth-tls|auth-ssl/P/PASV', { ...missing, failure: 'early-end' }],
        ['auth-tls/C/*', worksClear],
      ],
    }),
    expect: { is: 'found', summary: /^(?!.*inspects)/ },
  },
  {
    says: 'the data was cut: that is another trouble',
    seen: seen({ cells: [['*/*/*', { ...missing, ended: 'rst' }]] }),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
