import { finalReply, type Conversation, type LoggedReply, type Said } from '../conversation.js'
import { endOf } from '../endings.js'
import { sign, type Sign } from '../sign.js'

/** USER, PASS, and the first command inside TLS. */
export function atLogin(conversation: Conversation): readonly Sign[] {
  const { exchanges } = conversation
  const isInTls =
    conversation.implicit ||
    exchanges.some(({ verb, replies }) => verb === 'AUTH' && replies.some(({ code }) => code === 234))
  for (const exchange of exchanges) {
    if (exchange.verb !== 'USER' && exchange.verb !== 'PASS') continue
    const reply = finalReply(exchange)
    if (reply === undefined) return isInTls ? deadInside(exchange.errors, exchange.verb) : []
    const id = refusal(exchange.verb, reply, isInTls)
    if (id !== undefined) return [sign(id, reply, `in reply to ${exchange.verb}`)]
  }
  return []
}

/** Nothing gets through once commands are encrypted. Behind PASS the server has understood USER: it is not the encryption. */
function deadInside(errors: readonly Said[], verb: string): readonly Sign[] {
  const [error] = errors
  const end = endOf(errors.map(({ text }) => text))
  if (error === undefined || end === undefined) return []
  if (/certificate required|bad certificate/i.test(error.text))
    return [sign('client-certificate-required', error, `in place of a reply to ${verb}`)]
  if (verb === 'USER') return [sign('encryption-inspected', error, 'in place of a reply to USER, inside TLS')]
  return end === 'timeout' ? [sign('login-slow', error, 'in place of a reply to PASS')] : []
}

const wantsTls = /\b(?:tls|ssl|encrypt\w*|secure|AUTH)\b/i
const ofHome = /home|chroot|cannot change directory|can't change directory|root directory/i

function refusal(verb: string, { code, text }: LoggedReply, isInTls: boolean): string | undefined {
  if (code === 332) return 'account-required'
  if (code < 400) return undefined
  if (code === 421) return 'session-limit-reached'
  if (!isInTls && wantsTls.test(text)) return 'tls-required-before-login'
  if (ofHome.test(text)) return 'account-home-unusable'
  if (/too many|maximum|limit|already logged/i.test(text)) return 'session-limit-reached'
  return verb === 'PASS' || code === 530 ? 'login-refused' : undefined
}
