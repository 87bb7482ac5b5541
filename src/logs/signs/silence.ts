import { transferVerbs, type Conversation } from '../conversation.js'
import { endOf } from '../endings.js'
import { sign, type Sign } from '../sign.js'

/** Verbs whose silence says more, by where it stands. */
const others: readonly string[] = ['', 'AUTH', 'USER', 'PASS', 'QUIT', ...transferVerbs]

/** A command that gets no reply at all, where others did. */
export function inSilence({ exchanges }: Conversation): readonly Sign[] {
  const last = exchanges.at(-1)
  const before = exchanges.at(-2)
  if (last === undefined || before === undefined || others.includes(last.verb)) return []
  // Behind AUTH it may be the handshake that is not done.
  if (last.replies.length > 0 || before.verb === 'AUTH' || before.replies.length === 0) return []
  const [error] = last.errors
  if (error === undefined || endOf(last.errors.map(({ text }) => text)) !== 'timeout') return []
  return [sign('command-unanswered', error, `in place of a reply to ${last.verb}`)]
}
