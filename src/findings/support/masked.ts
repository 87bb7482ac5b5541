// What somebody on the way has made unreadable: commands that reach the server as XXXX, greetings of stars.
import type { Auth } from '../../../probes/auth.js'
import { isNegative, type Reply } from '../../model/reply.js'
import { asksForTls } from './asks-for-tls.js'

/** A command that was sent in clear, and the refusal that quotes something else in its place. */
export interface Masked {
  readonly command: string
  readonly reply: Reply
  /** What the server says it got. */
  readonly got: string
}

/** The refusals in clear that quote a word of X or of stars, as long as the word that was sent. */
export function maskedCommands(auth: Auth): readonly Masked[] {
  const asked: readonly (readonly [command: string, reply: Reply | undefined])[] = [
    ['FEAT', auth.features?.reply],
    ['AUTH TLS', auth.tls?.reply],
    ['AUTH SSL', auth.ssl?.reply],
    ['AUTH XYZZY', auth.nonsense],
  ]
  return asked.flatMap(([command, reply]) => {
    const got = reply === undefined || !isNegative(reply) ? undefined : quotedMask(reply, command)
    return reply === undefined || got === undefined ? [] : [{ command, reply, got }]
  })
}

/** These say that the command came through, whatever was made of it (RFC 4217 §4, RFC 2228 §5.2). */
export const understood: readonly (number | null)[] = [234, 334, 431, 504, 534]

/** The answer to AUTH TLS of a server that wants TLS: it heard something else (ProFTPD 1.3.8 with TLSRequired: 550 to all but AUTH). */
export function demandInReturn({ tls, ssl }: Auth): Reply | undefined {
  const reply = tls?.reply
  if (reply === undefined || !isNegative(reply) || understood.includes(reply.code)) return undefined
  return ssl?.established !== true && asksForTls(reply) ? reply : undefined
}

/** Whether it was not AUTH that came to the server. */
export function isAuthMasked(auth: Auth): boolean {
  return (
    demandInReturn(auth) !== undefined ||
    maskedCommands(auth).some(({ command }) => command.startsWith('AUTH'))
  )
}

/** A word of X or stars by itself: a row of stars beside others is an ornament. */
function quotedMask(reply: Reply, command: string): string | undefined {
  const [verb = ''] = command.split(' ')
  const words = reply.text.split(/[^A-Za-z0-9*]+/)
  if (words.some(word => word.toUpperCase() === verb)) return undefined
  return words.find(word => word.length === verb.length && /^(X+|\*+)$/.test(word))
}

/** A greeting of nothing but stars or X; a few digits may be left (Cisco's mask for SMTP keeps 2 and 0). */
export function isStarredOut(greeting: Reply): boolean {
  const text = greeting.lines.map(line => line.replace(/^\d{3}[ -]?/, '')).join('')
  return /^[*\s02]*\*{3}[*\s02]*$/.test(text) || /^X{4,}$/.test(text)
}
