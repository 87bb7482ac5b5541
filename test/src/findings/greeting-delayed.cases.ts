import type { ReplyTimes } from '../../../probes/reply-times.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { replyTimes, seen } from './support/seen-builder.js'

const times = (change: Partial<ReplyTimes>): Seen =>
  seen({ observations: { 'reply-times': { ...replyTimes, ...change } } })
const slow = { count: 9, slow: 9, quickest: 10.01, slowest: 10.04 }
const slowOthers = { count: 90, slow: 90, quickest: 6, slowest: 9 }

export const cases: readonly Case[] = [
  {
    says: 'each greeting comes after ten seconds, all else at once',
    seen: times({ greetings: slow }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 12,
      summary: /^The greeting comes only after 10 s, each time \(9 connections\), while.*40 ms at most\./,
    },
  },
  {
    says: 'the login takes as long: both are told',
    seen: times({ greetings: slow, logins: slow }),
    expect: { is: 'found', summary: /So is the reply to PASS\.$/ },
  },
  {
    says: 'it was seen once only',
    seen: times({ greetings: { count: 1, slow: 1, quickest: 7, slowest: 7 } }),
    expect: { is: 'found', certainty: 'likely', summary: /the one time/, wouldProve: /again/ },
  },
  {
    says: 'other replies are slow now and then',
    seen: times({
      greetings: slow,
      others: { ...replyTimes.others, count: 90, slow: 3, quickest: 0.01, slowest: 8 },
    }),
    expect: { is: 'found', certainty: 'likely', summary: /most other replies take less than 5 s/ },
  },
  {
    says: 'one greeting came at once: nobody is made to wait each time',
    seen: times({ greetings: { count: 9, slow: 8, quickest: 0.02, slowest: 10.04 } }),
    expect: { is: 'absent' },
  },
  {
    says: 'all replies take as long: the line or the machine is slow, not the greeting',
    seen: times({ greetings: slow, others: slowOthers }),
    expect: { is: 'undetermined', reason: /every other reply/ },
  },
  {
    says: 'an earlier report, which has no times',
    seen: seen({ observations: { 'reply-times': null } }),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
