import type { AfterTransfer } from '../../../probes/after-transfer.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

const after = (value: AfterTransfer): Seen => seen({ observations: { 'after-transfer': value } })
const ended: AfterTransfer = {
  survived: 0,
  ended: 7,
  reply: '421 Bye.',
  answeredBefore: 2,
  stoodBefore: 0.4,
  endedWithin: 0.02,
}
const { reply, ...wordless } = ended

export const cases: readonly Case[] = [
  {
    says: '421 behind every transfer, and commands before it were answered',
    seen: after(ended),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      owner: ['server-configuration', 'server-software'],
      quote: reply ?? '',
      ways: 12,
      summary: /each of 7 good transfers.*with "421 Bye\."/,
    },
  },
  {
    says: 'an end without a word may be made by something between',
    seen: after(wordless),
    expect: {
      is: 'found',
      certainty: 'likely',
      owner: ['server-configuration', 'server-software', 'network'],
      wouldProve: /log/,
    },
  },
  {
    says: 'two of two could be chance',
    seen: after({ ...ended, ended: 2 }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'the transfer was the first thing in every session: perhaps any command ends it',
    seen: after({ ...ended, answeredBefore: 0 }),
    expect: { is: 'found', certainty: 'likely', summary: /none went on\. Every transfer takes/ },
  },
  { says: 'one session went on', seen: after({ ...ended, survived: 1 }), expect: { is: 'absent' } },
  {
    says: 'one transfer tells nothing',
    seen: after({ ...ended, ended: 1 }),
    expect: { is: 'undetermined', reason: /no two/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
