import {
  finalReply,
  standingsOf,
  transferVerbs,
  type Conversation,
  type Exchange,
  type LoggedReply,
  type Passive,
  type Said,
  type Standing,
} from '../conversation.js'
import { endOf } from '../endings.js'
import { sign, type Sign } from '../sign.js'
import { addressFinding } from './address.js'

/** PBSZ and PROT, the set-up of data connections, and what became of them. */
export function atData(conversation: Conversation): readonly Sign[] {
  const standings = standingsOf(conversation)
  const isExtended = takesExtended(conversation)
  return conversation.exchanges.flatMap((exchange, index) => {
    const standing = standings[index] ?? { level: 'default' }
    return [
      ...refusedLevel(exchange),
      ...(isExtended ? [] : refusedSetUp(exchange)),
      ...namedAddress(conversation, exchange, standing),
      ...brokenTransfer(exchange, standing),
    ]
  })
}

function refusedLevel(exchange: Exchange): readonly Sign[] {
  const reply = finalReply(exchange)
  if (exchange.verb !== 'PROT' || reply === undefined || reply.code < 400) return []
  if (!/^PROT\s+P\b/i.test(exchange.command?.text ?? '')) return []
  const isUnknown = reply.code === 500 || reply.code === 502
  return [
    sign(isUnknown ? 'protection-not-supported' : 'private-protection-refused', reply, 'in reply to PROT P'),
  ]
}

function takesExtended({ exchanges }: Conversation): boolean {
  return exchanges.some(exchange => exchange.verb === 'EPSV' && (finalReply(exchange)?.code ?? 400) < 400)
}

/** A refused EPSV matters only where PASV is not tried or refused as well. */
function refusedSetUp(exchange: Exchange): readonly Sign[] {
  const reply = finalReply(exchange)
  if (exchange.verb !== 'PASV' || reply === undefined || reply.code < 400) return []
  if (reply.code === 425 || reply.code === 421)
    return [sign('passive-ports-exhausted', reply, 'in reply to PASV')]
  if (wantsLevel.test(reply.text)) return [sign('private-protection-required', reply, 'in reply to PASV')]
  return [sign('passive-refused', reply, 'in reply to PASV')]
}

/** The 227 names another address than the one that the client talks to. */
function namedAddress(
  conversation: Conversation,
  exchange: Exchange,
  { setUp: passive }: Standing,
): readonly Sign[] {
  const reply = exchange.replies.find(({ code }) => code === 227)
  if (
    reply === undefined ||
    passive === undefined ||
    passive === 'active' ||
    conversation.address === undefined
  )
    return []
  const id = addressFinding(passive.address, conversation.address)
  if (id === undefined) return []
  const said = { line: reply.line, text: `227 ${reply.text}` }
  const shown = sign(id, said, `while the server is at ${conversation.address}`)
  return [
    isMended(exchange)
      ? { ...shown, because: `${shown.because}, which the client took instead`, mended: true }
      : shown,
  ]
}

/** FileZilla and WinSCP, and lftp, in their own words. */
function isMended({ notes, errors }: Exchange): boolean {
  return [...notes, ...errors].some(({ text }) =>
    /unroutable address|(?:server|host) address instead|incorrect and has been fixed/i.test(text),
  )
}

const wantsLevel = /\bPROT\b|encrypt|protect|secure|\bTLS\b|\bSSL\b/i
const wantsResumption = /reus|resum|session (?:id|ticket)/i

/** From the passive or active set-up on, up to the final reply. */
function brokenTransfer(exchange: Exchange, { setUp, level }: Standing): readonly Sign[] {
  const isSetUp = exchange.replies.some(({ code }) => code === 227 || code === 229)
  const isTransfer = transferVerbs.includes(exchange.verb)
  if (!isSetUp && !isTransfer) return []
  const reply = finalReply(exchange)
  if (isTransfer && reply !== undefined && reply.code >= 400)
    return refusedTransfer(exchange, reply, setUp, level)
  const [error] = exchange.errors
  if (error === undefined || (isTransfer && reply !== undefined)) return []
  const begun = exchange.replies.find(({ code }) => code === 150 || code === 125)
  const id = begun === undefined ? notConnected(exchange.errors, setUp) : notFinished(exchange.errors)
  return id === undefined ? [] : [sign(id, error, aroundOf(exchange, setUp))]
}

function refusedTransfer(
  exchange: Exchange,
  reply: LoggedReply,
  setUp: Passive | 'active' | undefined,
  level: string,
): readonly Sign[] {
  const because = `${aroundOf(exchange, setUp)}, PROT ${level === 'default' ? 'not sent' : level}`
  const one = (id: string): readonly Sign[] => [sign(id, reply, because)]
  const begun = exchange.replies.some(({ code }) => code === 150 || code === 125)
  const { code, text } = reply
  if (wantsResumption.test(text)) return one('session-resumption-required')
  if (level !== 'P' && wantsLevel.test(text)) return one('private-protection-required')
  // mod_tls of ProFTPD says this where the TLS session is not resumed (NoSessionReuseRequired).
  if (code === 425 && level === 'P' && /operation not permitted/i.test(text))
    return one('session-resumption-required')
  if (code === 425 && /security|foreign|bad ip|address/i.test(text)) return one('data-peer-mismatch')
  if (code === 425 || code === 421) return one(whereNobodyCame(setUp, exchange))
  if (code === 522 && level === 'P') return one('session-resumption-required')
  if (code === 426 || code === 451) return begun ? one('transfer-broken-off') : []
  if ((code === 550 || code === 450) && /^(?:LIST|NLST|MLSD)$/.test(exchange.verb) && !begun)
    return one(/no (?:such )?files|empty|not found/i.test(text) ? 'empty-folder-refused' : 'listing-refused')
  return []
}

function whereNobodyCame(setUp: Passive | 'active' | undefined, { errors }: Exchange): string {
  if (setUp === 'active') return 'active-blocked'
  return endOf(errors.map(({ text }) => text)) === 'refused'
    ? 'passive-ports-refused'
    : 'passive-ports-filtered'
}

/** No 150: the data connection did not come about. Where no network leads, the address is wrong, and no firewall is in it. */
function notConnected(errors: readonly Said[], setUp: Passive | 'active' | undefined): string | undefined {
  const end = endOf(errors.map(({ text }) => text))
  if (setUp === 'active') return end === 'timeout' ? 'active-blocked' : undefined
  if (setUp === undefined) return undefined
  if (end === 'refused') return 'passive-ports-refused'
  return end === 'timeout' || end === 'unreachable' ? 'passive-ports-filtered' : undefined
}

/** 150 came: TLS on the data connection, the data, or the reply behind it. */
function notFinished(errors: readonly Said[]): string | undefined {
  const texts = errors.map(({ text }) => text)
  const end = endOf(texts)
  if (texts.some(text => /alert|handshake fail/i.test(text))) return 'data-handshake-refused'
  if (end === 'reset') return 'transfer-reset'
  if (end === 'timeout')
    return texts.some(text => /SSL connection|handshake|TLS/i.test(text))
      ? 'data-handshake-unanswered'
      : 'transfer-stalled'
  return undefined
}

function aroundOf({ verb }: Exchange, setUp: Passive | 'active' | undefined): string {
  if (setUp === undefined) return `at ${verb}`
  if (setUp === 'active') return `at ${verb}, in active mode`
  const where = setUp.port === undefined ? '' : `, which named port ${setUp.port}`
  return verb === setUp.mode ? `behind ${verb}${where}` : `at ${verb}, behind ${setUp.mode}${where}`
}
