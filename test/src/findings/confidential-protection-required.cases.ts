import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksTls, wrongForm } from './support/healthy-servers.js'
import { seen } from './support/seen-builder.js'

const garbage = { ...wrongForm, wire: 'clear' } as const

export const cases: readonly Case[] = [
  {
    says: 'yes to P and garbage; E brings the data',
    seen: seen({
      cells: [
        ['auth-tls/P/*', garbage],
        ['auth-tls/E/*', worksTls],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 4,
      summary: /4 ways: it is no TLS\); with PROT E \(confidential\)/,
    },
  },
  {
    says: 'the same as damaged TLS',
    seen: seen({
      cells: [
        [
          'auth-tls/P/*',
          { status: 'fails', step: 'data-handshake', failure: 'tls-alert', wire: 'tls', bytes: 0 },
        ],
        ['auth-tls/E/*', worksTls],
      ],
    }),
    expect: { is: 'found', summary: /AUTH TLS, 4 ways\)/ },
  },
  {
    says: 'one look at either is not much',
    seen: seen({
      cells: [
        ['auth-tls/P|E/*', { status: 'untested', reason: 'not-selected' }],
        ['auth-tls/P/PASV', garbage],
        ['auth-tls/E/PASV', worksTls],
      ],
    }),
    expect: { is: 'found', certainty: 'likely', ways: 1 },
  },
  {
    says: 'P comes through in one mode: it is not the level',
    seen: seen({
      cells: [
        ['auth-tls/P/PASV', garbage],
        ['auth-tls/E/*', worksTls],
      ],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'the ports are dead with P, before any data: not the level either',
    seen: seen({
      cells: [
        ['*/P/*', { status: 'fails', step: 'data-connect', failure: 'timeout' }],
        ['auth-tls/E/*', worksTls],
      ],
    }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'P is refused and E taken: another finding',
    seen: seen({
      cells: [
        ['*/P/*', refused('prot', '534 Not allowed')],
        ['auth-tls/E/*', worksTls],
      ],
    }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'neither brings anything to be used',
    seen: seen({ cells: [['*/P/*', garbage]] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
