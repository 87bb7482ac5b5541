import { finalReply, type Conversation, type Exchange, type Said } from '../conversation.js'
import { certificateFinding, endOf } from '../endings.js'
import { sign, type Sign } from '../sign.js'

/** AUTH, the handshake behind it, and the certificate. */
export function atTls(conversation: Conversation): readonly Sign[] {
  const asked = conversation.exchanges.filter(({ verb }) => verb === 'AUTH')
  return [...refusedAuth(asked), ...brokenHandshake(conversation), ...badCertificate(conversation)]
}

/** A refusal counts where no other AUTH was taken. */
function refusedAuth(asked: readonly Exchange[]): readonly Sign[] {
  const replies = asked.flatMap(exchange => finalReply(exchange) ?? [])
  const last = replies.at(-1)
  if (last === undefined || replies.some(({ code }) => code < 400)) return []
  const tried = asked.map(({ command }) => command?.text ?? 'AUTH').join(' and ')
  const id = last.code < 500 ? 'auth-temporarily-unavailable' : 'tls-not-offered'
  return [sign(id, last, `in reply to ${tried}`)]
}

const alerts: readonly (readonly [string, RegExp])[] = [
  [
    'clear-text-after-auth',
    /wrong version number|unexpected TLS packet|GnuTLS error -15\b|packet length|record layer failure/i,
  ],
  ['client-certificate-required', /certificate required|alert bad certificate/i],
  ['old-tls-only', /unsupported protocol|protocol version|legacy sigalg|version too low/i],
  ['handshake-refused', /handshake failure|internal error|alert|GnuTLS error -12\b/i],
]

/** 234 came, or TLS was to come first, and no reply inside TLS: what the client says then is of the handshake. */
function brokenHandshake(conversation: Conversation): readonly Sign[] {
  const begun = handshakeOf(conversation)
  if (begun === undefined) return []
  const { isImplicit, errors } = begun
  const [error] = errors
  if (error === undefined || errors.some(({ text }) => certificateFinding(text) !== undefined)) return []
  const id = handshakeFinding(errors, isImplicit)
  return id === undefined
    ? []
    : [sign(id, error, isImplicit ? 'before any greeting' : 'behind the 234 to AUTH')]
}

/** lftp sends its next command before the handshake is done: what follows without a reply belongs to it. */
function handshakeOf({
  exchanges,
  implicit,
}: Conversation): { readonly isImplicit: boolean; readonly errors: readonly Said[] } | undefined {
  const isAnswered = ({ replies }: Exchange): boolean => replies.length > 0
  if (implicit && !exchanges.some(isAnswered))
    return { isImplicit: true, errors: exchanges.flatMap(({ errors }) => errors) }
  const at = exchanges.findIndex(exchange => exchange.verb === 'AUTH' && finalReply(exchange)?.code === 234)
  if (at < 0 || exchanges.slice(at + 1).some(isAnswered)) return undefined
  if (exchanges.slice(at + 1).some(({ verb }) => verb === 'USER' || verb === 'PASS')) return undefined
  return { isImplicit: false, errors: exchanges.slice(at).flatMap(({ errors }) => errors) }
}

function handshakeFinding(errors: readonly Said[], isImplicit: boolean): string | undefined {
  const texts = errors.map(({ text }) => text)
  const alert = alerts.find(([, pattern]) => texts.some(text => pattern.test(text)))?.[0]
  if (alert !== undefined)
    return isImplicit && alert === 'clear-text-after-auth' ? 'explicit-tls-expected' : alert
  const end = endOf(texts)
  if (end === 'timeout') return 'hello-unanswered'
  if (end !== 'closed' && end !== 'reset') return undefined
  return isImplicit ? 'closed-before-greeting' : 'closed-after-auth'
}

/** Once is enough: clients say it in several lines. */
function badCertificate({ exchanges }: Conversation): readonly Sign[] {
  for (const { errors } of exchanges)
    for (const error of errors) {
      const id = certificateFinding(error.text)
      if (id !== undefined) return [sign(id, error, 'when the certificate was checked')]
    }
  return []
}
