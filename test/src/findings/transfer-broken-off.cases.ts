import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear, worksTls } from './support/healthy-servers.js'
import { reply, seen } from './support/seen-builder.js'

const brokenOff = {
  status: 'fails',
  step: 'final',
  failure: 'negative-final',
  wire: 'tls',
  bytes: 320,
  ended: 'fin',
  reply: reply('426 Connection closed; transfer aborted.'),
} as const
const all = 'auth-tls|auth-ssl/P|default/*'

export const cases: readonly Case[] = [
  {
    says: 'half of what comes in clear, and 426',
    seen: seen({
      cells: [
        [all, brokenOff],
        ['auth-tls/C/*', worksClear],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 16,
      quote: '426 Connection closed; transfer aborted.',
      summary: /behind 320 bytes of 640 and says so.*without close_notify.*In clear the data comes/,
    },
  },
  {
    says: 'nothing tells how much is missing',
    seen: seen({ cells: [[all, brokenOff]] }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /log/ },
  },
  {
    says: 'in clear a FIN looks like an end, but other ways bring more',
    seen: seen({
      cells: [
        [all, worksTls],
        ['auth-tls/C/*', { ...brokenOff, wire: 'clear' }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 4 },
  },
  {
    says: 'as many bytes as other ways bring: the data is whole, and another finding speaks',
    seen: seen({ cells: [['auth-tls/P/*', { ...brokenOff, bytes: 640 }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'behind a close_notify, and nothing brings more: it was meant as an end',
    seen: seen({ cells: [[all, { ...brokenOff, ended: 'close-notify' }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'a RST is told by its own name',
    seen: seen({ cells: [['auth-tls/P/*', { ...brokenOff, ended: 'rst' }]] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
