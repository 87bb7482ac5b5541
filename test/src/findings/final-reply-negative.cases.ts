import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen } from './support/seen-builder.js'

const negative = (line: string) =>
  ({
    status: 'fails',
    step: 'final',
    failure: 'negative-final',
    wire: 'tls',
    bytes: 640,
    ended: 'close-notify',
    reply: reply(line),
  }) as const
const all = 'auth-tls|auth-ssl/P|default/*'

export const cases: readonly Case[] = [
  {
    says: 'with PROT P over AUTH TLS; by AUTH SSL as many bytes end with 226',
    seen: seen({ cells: [['auth-tls/P/*', negative('426 Transfer aborted.')]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 4,
      quote: '426 Transfer aborted.',
      summary: /640 bytes.*as many bytes, and end with 226/,
    },
  },
  {
    says: 'everywhere: perhaps something is missing behind the last byte',
    seen: seen({ cells: [[all, negative('451 Local error in processing')]] }),
    expect: {
      is: 'found',
      certainty: 'likely',
      ways: 16,
      summary: /^All data seems to have come \(640 bytes\)/,
    },
  },
  {
    says: 'cut after 8192 bytes by a FIN without close_notify, while other ways bring 20000: the server tells the truth',
    seen: seen({
      cells: [
        [all, { status: 'works', wire: 'tls', bytes: 20_000, ended: 'close-notify' }],
        ['auth-tls/P/*', { ...negative('451 Local error in processing'), bytes: 8192, ended: 'fin' }],
      ],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'the same behind a close_notify: other ways bring more bytes',
    seen: seen({ cells: [['auth-tls/P/*', { ...negative('451 Local error'), bytes: 512 }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'under TLS a FIN without close_notify, everywhere: nothing tells that all came',
    seen: seen({ cells: [[all, { ...negative('426 Transfer aborted.'), ended: 'fin' }]] }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'under TLS a FIN without close_notify, behind as many bytes as elsewhere end with 226',
    seen: seen({ cells: [['auth-tls/P/*', { ...negative('426 Transfer aborted.'), ended: 'fin' }]] }),
    expect: { is: 'found', certainty: 'certain', ways: 4 },
  },
  ...['425 Cannot open', '521 No data', '522 Session reuse required', '534 Policy', '550 No'].map(line => ({
    says: `not a byte, close_notify, and then ${line}: a refusal is no end of data`,
    seen: seen({ cells: [[all, { ...negative(line), bytes: 0 }]] }),
    expect: { is: 'undetermined' } as const,
  })),
  {
    says: 'not a byte and 426, while other ways bring some',
    seen: seen({ cells: [['auth-tls/P/*', { ...negative('426 Transfer aborted.'), bytes: 0 }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'an empty list that ended as TLS should',
    seen: seen({ cells: [[all, { ...negative('426 Transfer aborted.'), bytes: 0 }]] }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'not a byte, and then 550: the folder is refused',
    seen: seen({ cells: [['*/*/*', { ...negative('550 Permission denied.'), bytes: 0 }]] }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'the data connection was reset: the server tells the truth',
    seen: seen({ cells: [['*/*/*', { ...negative('426 Connection reset.'), ended: 'rst' }]] }),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
