import type { ReplyTimes, Waits } from '../../../probes/reply-times.js'
import type { Judgement } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { idsOf } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { judgeObserved } from './observed.js'
import { count, duration } from './words.js'

interface SlowQuestion {
  readonly of: 'greetings' | 'logins'
  /** What is answered late: `The greeting comes`, `PASS is answered`. */
  readonly says: string
  /** What is counted: `connection`, `login`. */
  readonly on: string
  readonly without: string
  /** Behind the first sentence. */
  readonly means: string
  readonly wouldProve: string
}

/** Found where every reply of one kind was slow; absent where one was not; undetermined where all others were slow too. */
export function judgeSlow(seen: Seen, question: SlowQuestion): Judgement {
  return judgeObserved(seen, 'reply-times', (times, evidence) => {
    const waits = times[question.of]
    if (waits === undefined) return undetermined(question.without)
    if (waits.slow < waits.count) return absent
    const { others } = times
    if (others !== undefined && others.slow === others.count)
      return undetermined('every other reply took as long')
    const again = question.of === 'logins' ? times.greetings : times.logins
    const isElsewhereToo = again !== undefined && again.slow === again.count
    const isSure = waits.count > 1 && others !== undefined && others.slow === 0
    return found({
      certainty: isSure ? 'certain' : 'likely',
      summary: `${question.says} only after ${span(waits)}${on(waits, question.on)}${beside(times)}. ${question.means}${isElsewhereToo ? ` So is ${question.of === 'logins' ? 'the greeting' : 'the reply to PASS'}.` : ''}`,
      wouldProve: question.wouldProve,
      cells: idsOf(seen.cells.filter(({ status }) => status === 'works')),
      evidence,
    })
  })
}

function span({ quickest, slowest }: Waits): string {
  const [from, to] = [duration(quickest), duration(slowest)]
  return from === to ? from : `${from} to ${to}`
}

function on(waits: Waits, noun: string): string {
  return waits.count === 1 ? ', the one time that it was seen' : `, each time (${count(waits.count, noun)})`
}

function beside({ others, slowFrom }: ReplyTimes): string {
  if (others === undefined) return ''
  return others.slow === 0
    ? `, while other replies take ${duration(others.slowest)} at most`
    : `, while most other replies take less than ${duration(slowFrom)}`
}
