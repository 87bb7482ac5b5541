import type { Judgement, Severity } from '../../model/finding.js'
import type { DataMode } from '../../model/matrix.js'
import type { Seen } from '../../model/seen.js'
import { evidenceOf, idsOf } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { isAlwaysRefused, useOf } from './set-up-ways.js'
import { quoted, said } from './words.js'

export interface OneOfTwo {
  readonly refused: DataMode
  readonly taken: DataMode
  readonly comment: string
  readonly severity?: Severity
}

/** One of two commands for the same purpose is refused on every way, the other one is taken. */
export function judgeOneOfTwo(seen: Seen, { refused, taken, comment, severity }: OneOfTwo): Judgement {
  const use = useOf(seen, refused)
  if (use.taken.length > 0) return absent
  const [first] = use.refused
  if (first === undefined || !isAlwaysRefused(use)) return undetermined(`${refused} got no answer that tells`)
  if (useOf(seen, taken).taken.length === 0) return undetermined(`${taken} was not taken either`)
  return found({
    certainty: 'certain',
    ...(severity === undefined ? {} : { severity }),
    summary: `${refused} is refused with ${quoted(first.reply)}, ${taken} is taken. ${comment}`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    cells: idsOf(use.claimed),
    evidence: evidenceOf(use.claimed),
  })
}
