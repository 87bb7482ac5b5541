import type { SeenCell } from '../../../src/model/cell.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { reply, seen } from './support/seen-builder.js'

const closed = {
  status: 'fails',
  step: 'data-handshake',
  failure: 'early-end',
  wire: 'none',
  bytes: 0,
  ended: 'end',
  endedBeforeHello: true,
} satisfies Partial<SeenCell>
const done = { ...closed, reply: reply('226 Transfer complete') }
const all = 'auth-tls|auth-ssl/P/*'

export const cases: readonly Case[] = [
  {
    says: '226 behind it, and data comes in clear: TLS is left out',
    seen: seen({
      cells: [
        [all, done],
        ['auth-tls/C/*', worksClear],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 8,
      quote: '226 Transfer complete',
      summary: /closes the data connection before TLS, and says "226 .*no hello of ours had been sent/,
    },
  },
  {
    says: '226 behind it, and nothing comes anywhere: perhaps there is nothing to send',
    seen: seen({
      cells: [
        ['*/*/*', { status: 'works', wire: 'none', bytes: 0 }],
        [all, done],
      ],
    }),
    expect: { is: 'found', certainty: 'likely', summary: /nothing to send/, wouldProve: /holds files/ },
  },
  {
    says: 'no reply behind it: something between may have cut',
    seen: seen({ cells: [[all, { ...closed, step: 'final', failure: 'timeout' }]] }),
    expect: {
      is: 'found',
      certainty: 'likely',
      owner: ['server-software', 'network'],
      summary: /and says nothing/,
    },
  },
  {
    says: 'a reset before the hello is such an end, too',
    seen: seen({
      cells: [[all, { ...done, step: 'transfer', failure: 'connection-reset', ended: 'rst' }]],
    }),
    expect: { is: 'found', ways: 8 },
  },
  {
    says: 'only in one mode: other ways come through',
    seen: seen({ cells: [['auth-tls/P/PORT|EPRT', done]] }),
    expect: { is: 'found', severity: 'warning', ways: 2, summary: /PORT and EPRT.*Other ways come through/ },
  },
  {
    says: 'a refusal behind it is the reason',
    seen: seen({
      cells: [
        [all, { ...closed, step: 'final', failure: 'negative-final', reply: reply('425 Not resumed') }],
      ],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'an end behind our hello is an answer to it',
    seen: seen({ cells: [[all, { ...done, endedBeforeHello: false }]] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
