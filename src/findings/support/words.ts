import type { Alert, SeenCell } from '../../model/cell.js'
import { wayOf, type CellId, type Protection, type Security } from '../../model/matrix.js'
import type { Reply } from '../../model/reply.js'

const securityWords: Readonly<Record<Security, string>> = {
  none: 'clear',
  implicit: 'implicit TLS',
  'auth-tls': 'AUTH TLS',
  'auth-ssl': 'AUTH SSL',
}
const protectionWords: Readonly<Record<Protection, string>> = {
  default: 'PROT not sent',
  C: 'PROT C (clear)',
  S: 'PROT S',
  E: 'PROT E',
  P: 'PROT P',
}

export function securityInWords(security: Security): string {
  return securityWords[security]
}

export function protectionInWords(protection: Protection): string {
  return protectionWords[protection]
}

/** An alert of the record protocol: `the alert handshake_failure (40)`. */
export function alertInWords({ name, description }: Alert): string {
  return `the alert ${name} (${description})`
}

/** A way as people say it: `AUTH TLS, PROT P, EPSV`. */
export function wayInWords(id: CellId): string {
  const { security, protection, dataMode } = wayOf(id)
  return `${securityInWords(security)}, ${protectionInWords(protection)}, ${dataMode}`
}

/** The words once each, in the order in which they first came: `a, b and c`. */
export function list(words: readonly string[]): string {
  const distinct = [...new Set(words)]
  const last = distinct.pop()
  return last === undefined ? '' : distinct.length === 0 ? last : `${distinct.join(', ')} and ${last}`
}

/** The methods of some ways: `AUTH TLS and implicit TLS`. */
export function methodsInWords(cells: readonly SeenCell[]): string {
  return list(cells.map(cell => securityInWords(cell.security)))
}

/** `1 way`, `12 ways`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** What the server said, on one line and not too long to read. */
export function said(reply: Reply): string {
  const lines = reply.lines.length > 0 ? reply.lines : [reply.text]
  const whole = lines.join(' / ').trim()
  const text = reply.code === null || whole.startsWith(String(reply.code)) ? whole : `${reply.code} ${whole}`
  return text.length > 200 ? `${text.slice(0, 197)}...` : text
}

/** `said`, in quotation marks, or words for no reply. */
export function quoted(reply: Reply | undefined): string {
  return reply === undefined ? 'no reply' : `"${said(reply)}"`
}

/** Seconds for people: `12 ms`, `5 s`. */
export function duration(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Math.round(seconds * 10) / 10} s`
}

/** `a.example:21`, with brackets around an IPv6 address. */
export function endpoint(host: string, port: number | null | undefined): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === null || port === undefined ? name : `${name}:${port}`
}

/** Node's word for a version as people write it: `TLS 1.3`. */
export function versionInWords(version: string): string {
  return version.replace(/^TLSv1$/, 'TLS 1.0').replace(/^TLSv/, 'TLS ')
}
