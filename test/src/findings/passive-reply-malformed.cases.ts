import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a 227 that nobody can read',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/*/PASV',
          {
            status: 'fails',
            step: 'mode',
            failure: 'reply-malformed',
            reply: reply('227 Entering Passive Mode'),
          },
        ],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', quote: '227 Entering Passive Mode' },
  },
  {
    says: 'EPSV is refused besides: no passive mode is left',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/default|P/PASV',
          {
            status: 'fails',
            step: 'mode',
            failure: 'reply-malformed',
            reply: reply('227 Entering Passive Mode'),
          },
        ],
        [
          'auth-tls|auth-ssl/default|P/EPSV',
          { status: 'refused', step: 'mode', reply: reply('500 EPSV not understood') },
        ],
      ],
    }),
    expect: { is: 'found', ways: 8, summary: /EPSV is refused with "500 EPSV/ },
  },
  {
    says: 'a 227 over IPv6, for which it has no place',
    seen: seen({
      target: { address: '2001:db8::7', addresses: ['2001:db8::7'] },
      cells: [
        [
          'auth-tls|auth-ssl/*/PASV',
          {
            status: 'fails',
            step: 'mode',
            failure: 'reply-malformed',
            reply: reply('227 Entering Passive Mode (1,64,13).'),
          },
        ],
      ],
    }),
    expect: { is: 'found', severity: 'info' },
  },
  {
    says: 'only the 229 is unreadable: another finding',
    seen: seen({
      cells: [
        [
          'auth-tls|auth-ssl/*/EPSV',
          { status: 'fails', step: 'mode', failure: 'reply-malformed', reply: reply('229 Entering') },
        ],
      ],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
