import type { ReplyTimes } from '../../../probes/reply-times.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { replyTimes, seen } from './support/seen-builder.js'

const times = (change: Partial<ReplyTimes>): Seen =>
  seen({ observations: { 'reply-times': { ...replyTimes, ...change } } })
const { greetings, others } = replyTimes

export const cases: readonly Case[] = [
  {
    says: 'each login takes seconds, all else comes at once',
    seen: times({ logins: { count: 6, slow: 6, quickest: 5.2, slowest: 8.1 } }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 12,
      summary: /^An accepted PASS is answered only after 5\.2 s to 8\.1 s, each time \(6 logins\), while/,
    },
  },
  {
    says: 'there was one login only',
    seen: times({ logins: { count: 1, slow: 1, quickest: 6, slowest: 6 } }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /log/ },
  },
  {
    says: 'the first login alone was slow',
    seen: times({ logins: { count: 6, slow: 1, quickest: 0.05, slowest: 6 } }),
    expect: { is: 'absent' },
  },
  {
    says: 'nobody was let in: what a refusal takes does not count',
    seen: seen({
      observations: {
        'reply-times': {
          slowFrom: 5,
          ...(greetings === undefined ? {} : { greetings }),
          ...(others === undefined ? {} : { others }),
        },
      },
    }),
    expect: { is: 'undetermined', reason: /nobody was let in/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
