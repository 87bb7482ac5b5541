import type { Certainty, Owner, Severity } from '../../../../src/model/finding.js'
import type { Seen } from '../../../../src/model/seen.js'
import { healthySeen, nothingSeen } from './seen-builder.js'

export type Expected =
  | {
      readonly is: 'found'
      readonly certainty?: Certainty
      readonly severity?: Severity
      readonly summary?: RegExp
      readonly quote?: string
      readonly owner?: readonly Owner[]
      readonly wouldProve?: RegExp
      /** How many ways it claims. */
      readonly ways?: number
      /** What the remedies say that the judgement itself words, one a line. */
      readonly remedies?: RegExp
      /** The sides whose remedies it leaves out. */
      readonly cleared?: readonly string[]
      /** Its own remedies give way to these; undefined where they stand. */
      readonly insteadOfOwn?: readonly { readonly text: RegExp }[] | undefined
    }
  | { readonly is: 'absent' }
  | { readonly is: 'undetermined'; readonly reason?: RegExp }

/** One written-out observation of a server and what a judge is to say of it. */
export interface Case {
  readonly says: string
  readonly seen: Seen
  readonly expect: Expected
}

export const absentWhenHealthy: Case = {
  says: 'a healthy server does not show it',
  seen: healthySeen(),
  expect: { is: 'absent' },
}

export const undeterminedWhenUnseen: Case = {
  says: 'nothing is said of what nobody looked at',
  seen: nothingSeen(),
  expect: { is: 'undetermined' },
}
