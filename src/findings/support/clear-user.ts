import type {} from '../../../probes/clear-login.js'
import type { Judgement } from '../../model/finding.js'
import { isNegative, replyClass, type Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { valueOf } from './observed.js'

/** What a made-up USER in clear met: asked for a password, let in without one, or refused, and the same inside TLS. */
export type ClearUser =
  | { readonly is: 'asked'; readonly reply: Reply }
  | { readonly is: 'let-in'; readonly reply: Reply }
  | { readonly is: 'refused'; readonly reply: Reply; readonly inside: 'taken' | 'refused' | 'not-seen' }

export function clearUser(seen: Seen): ClearUser | undefined {
  const value = valueOf(seen, 'clear-login')
  if (value === undefined) return undefined
  const { reply, insideTls } = value
  if (reply.code === 331 || reply.code === 332) return { is: 'asked', reply }
  if (replyClass(reply) === 2) return { is: 'let-in', reply }
  if (!isNegative(reply)) return undefined
  const inside = insideTls === undefined ? 'not-seen' : isNegative(insideTls.reply) ? 'refused' : 'taken'
  return { is: 'refused', reply, inside }
}

/** The same made-up name is refused inside TLS: that speaks of the name, and not of clear logins. */
export const aboutTheName: Judgement = {
  is: 'undetermined',
  reason: 'the made-up name was refused inside TLS too, so the refusal may be about the name',
}
