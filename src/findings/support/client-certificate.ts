// A server that wants the client's certificate: whether it asked for one, how it ended without one, and what it said.
import type { HelloLook } from '../../../probes/auth.js'
import type { Features } from '../../../probes/features.js'
import type { SeenCell } from '../../model/cell.js'
import type { Security } from '../../model/matrix.js'
import { isNegative, type Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { upgradesOf, type NamedLook } from './auth-looks.js'
import { valueOf } from './observed.js'
import { said } from './words.js'

type Broke = NonNullable<Features['insideTlsBroke']>

/** What a server says that misses the client's certificate (RFC 5246 §7.2.2, RFC 8446 §6.2): 40, 41, 42, 116. */
const missing: readonly number[] = [40, 41, 42, 116]
/** Said for nothing else (RFC 8446 §6.2: certificate_required). */
const required = 116

/** One handshake of TLS 1.2, as far as it tells of certificates. */
export type OlderLook = NonNullable<Broke['inTls12']>

/** It came to nothing in a way that a missing certificate has. */
function isMissing({ outcome, alert }: Pick<OlderLook, 'outcome' | 'alert'>): boolean {
  // ProFTPD 1.3.8 says "421 TLS handshake failed" in clear behind its alert.
  const isEnd = outcome === 'fin' || outcome === 'rst' || outcome === 'clear-text'
  return alert === undefined ? isEnd : missing.includes(alert.description)
}

/** An end behind the handshake of TLS 1.3, and in TLS 1.2 one in its midst: a firewall that cannot read ends neither there. */
export function missesOurCertificate(broke: Broke): boolean {
  const { failure, inTls12 } = broke
  if (broke.alert?.description === required || speaksOfOurCertificate(broke.reply)) return true
  return failure !== 'timeout' && inTls12 !== undefined && isMissing(inTls12)
}

/** Asked for in the handshake, which then came to nothing: nobody else ends it so. */
export function isAskedAndMissed(look: OlderLook): boolean {
  return look.asksForCertificate === true && look.outcome !== 'done' && isMissing(look)
}

/** The alert alone says it, or the request for one with the alert that RFC 5246 §7.4.6 has for a client without. */
export function provesIt({ alert, inTls12 }: Pick<Broke, 'alert' | 'inTls12'>): boolean {
  return alert?.description === required || (inTls12?.alert !== undefined && isAskedAndMissed(inTls12))
}

/** The method whose handshake asked for our certificate and came to nothing. */
export function missedInHandshake(seen: Seen): readonly (NamedLook & { readonly hello: HelloLook })[] {
  const auth = valueOf(seen, 'auth')
  if (auth === undefined) return []
  return upgradesOf(auth).flatMap(named => {
    const hello = named.look.hellos.find(isAskedAndMissed)
    return named.look.established || hello === undefined ? [] : [{ ...named, hello }]
  })
}

/** In the words of OpenSSL ("peer did not return a certificate"), or of a server that says what it wants. */
const ours: readonly RegExp[] = [
  /peer did not return a certificate/i,
  /(?<!server.{0,3})cert(?:ificate)?.?required/i,
  /\bno (?:client|peer|user).{0,3}cert/i,
  /(?:client|peer|user).{0,3}cert\w* .{0,12}(?:required|needed|missing|not |must)/i,
  /(?:requires?|needs?|provide|present|send|missing) .{0,8}(?:client|peer|user).{0,3}cert/i,
]

function isAboutOurs(text: string): boolean {
  return ours.some(pattern => pattern.test(text))
}

export function speaksOfOurCertificate(reply: Reply | undefined): boolean {
  return reply !== undefined && isNegative(reply) && isAboutOurs([reply.text, ...reply.lines].join(' '))
}

export interface Words {
  readonly security: Security
  readonly quote: string
}

/** Where a reply inside TLS to somebody who has no name yet, or the end of a handshake, speaks of it. */
export function wordsOfMissing(seen: Seen): Words | undefined {
  const reply = repliesInside(seen).find(([, heard]) => speaksOfOurCertificate(heard))
  if (reply !== undefined) return { security: reply[0], quote: said(reply[1]) }
  const text = textsInHandshakes(seen).find(([, heard]) => isAboutOurs(heard))
  return text && { security: text[0], quote: text[1] }
}

function repliesInside(seen: Seen): readonly (readonly [Security, Reply])[] {
  const { insideTls, insideTlsBroke: broke } = valueOf(seen, 'features') ?? {}
  const login = valueOf(seen, 'login')
  const all: readonly (readonly [Security, Reply | undefined])[] = [
    ...(broke === undefined ? [] : [[broke.security, broke.reply] as const]),
    ...(insideTls === undefined ? [] : [[insideTls.security, insideTls.reply] as const]),
    ...(login?.replies ?? []).map(({ reply }) => [login?.security ?? 'none', reply] as const),
    ...seen.cells.filter(isBeforeLogin).map(({ security, reply }) => [security, reply] as const),
  ]
  return all.flatMap(([security, reply]) =>
    security === 'none' || reply === undefined ? [] : [[security, reply] as const],
  )
}

function isBeforeLogin({ step }: SeenCell): boolean {
  return step === 'greeting' || step === 'handshake' || step === 'login'
}

function textsInHandshakes(seen: Seen): readonly (readonly [Security, string])[] {
  const auth = valueOf(seen, 'auth')
  const broke = valueOf(seen, 'features')?.insideTlsBroke
  const hellos = auth === undefined ? [] : upgradesOf(auth)
  return [
    ...hellos.flatMap(({ method, look }) =>
      look.hellos.map(({ clearText }) => [method, clearText ?? ''] as const),
    ),
    ...(broke === undefined ? [] : [[broke.security, broke.inTls12?.clearText ?? ''] as const]),
  ]
}

/** Whatever USER meets then, nobody was asked for a name yet. */
export function wantsOurCertificate(seen: Seen): boolean {
  const broke = valueOf(seen, 'features')?.insideTlsBroke
  return (broke !== undefined && missesOurCertificate(broke)) || wordsOfMissing(seen) !== undefined
}
