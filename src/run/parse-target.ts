import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Security } from '../model/matrix.js'
import { UsageError } from './usage-error.js'

/** Whom to look at, as it was written: a host, `host:port`, or a URL. No password is ever part of it. */
export interface WrittenTarget {
  readonly host: string
  readonly port?: number
  readonly user?: string
  /** The methods that the scheme asks for; absent when all are looked at. */
  readonly securities?: readonly Security[]
  /** Decoded, relative to the folder of the login unless it begins with a slash. */
  readonly path?: string
}

/** `ftp` names no method: all are looked at. `ftpes` is FileZilla's word for RFC 4217's AUTH TLS. */
const securitiesOf: Readonly<Record<string, readonly Security[] | undefined>> = {
  ftp: undefined,
  ftps: ['implicit'],
  ftpes: ['auth-tls'],
}

/**
 * Reads what stands behind `check`. Not by `URL`: its errors repeat what they could not read, and that may hold a
 * password; and it knows neither zones of IPv6 addresses nor hosts without a scheme.
 */
export function parseTarget(text: string): WrittenTarget {
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? []
  const known = scheme === undefined || Object.hasOwn(securitiesOf, scheme.toLowerCase())
  if (!known) throw new UsageError(wrongScheme(scheme))
  const cut = rest.search(/[/?#]/)
  const authority = cut < 0 ? rest : rest.slice(0, cut)
  const behind = cut < 0 ? '' : rest.slice(cut)
  const at = authority.lastIndexOf('@')
  const hostAndPort = authority.slice(at + 1)
  refusePassword(at < 0 ? '' : authority.slice(0, at), hostAndPort, behind)
  if (scheme === undefined && behind !== '') throw new UsageError(wantsScheme(rest))
  const { host, port } = readHostAndPort(hostAndPort, text)
  const user = at < 0 ? '' : decode(authority.slice(0, at), 'user')
  const securities = scheme === undefined ? undefined : securitiesOf[scheme.toLowerCase()]
  const path = readPath(behind)
  return {
    host,
    ...(port === undefined ? {} : { port }),
    ...(user === '' ? {} : { user }),
    ...(securities === undefined ? {} : { securities }),
    ...(path === '' ? {} : { path }),
  }
}

/** A port as it was written; `where` names it in the complaint. */
export function parsePort(text: string, where: string): number {
  const port = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (port >= 1 && port <= 65_535) return port
  throw new UsageError(`port ${text} is not between 1 and 65535 (in ${where})`)
}

function wrongScheme(scheme: string): string {
  const hint = /^(sftp|ssh|scp)$/i.test(scheme) ? ' is SSH, another protocol' : ' is not looked at here'
  return `${scheme}://${hint}; write ftp://, ftps:// (implicit TLS) or ftpes:// (AUTH TLS)`
}

function wantsScheme(rest: string): string {
  return `'${rest}' is no host name; with a folder it is a URL: ftp://${rest}`
}

/** A slash in a password ends the authority early, so an `@` behind an unreadable port counts as well. */
function refusePassword(userinfo: string, hostAndPort: string, behind: string): void {
  const port = /^[^:[\]]*:(.*)$/.exec(hostAndPort)?.[1]
  const cutPassword = behind.includes('@') && port !== undefined && !/^\d*$/.test(port)
  if (userinfo.includes(':') || cutPassword) throw new UsageError(passwordInUrl)
}

const passwordInUrl =
  'a password does not belong in a URL, where others can read it: use --password-file, FTPS_DOCTOR_PASSWORD or the prompt'

/** `host`, `host:port` or `[address]:port`; `whole` is where it stood, for the complaint. */
export function readHostAndPort(text: string, whole: string): { host: string; port?: number } {
  if (isIP(text) === 6) return { host: text }
  const [, bracketed, name = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(text) ?? [, , text]
  if (bracketed !== undefined && isIP(bracketed) !== 6)
    throw new UsageError(`[${bracketed}] is no IPv6 address (in ${whole})`)
  const host = bracketed ?? asciiHost(name, whole)
  return port === undefined ? { host } : { host, port: parsePort(port, whole) }
}

/** The host as it stands in DNS (RFC 5891), or a complaint. */
export function asciiHost(name: string, whole: string): string {
  if (name === '') throw new UsageError(whole === '' ? 'the host is empty' : `there is no host in '${whole}'`)
  const ascii = /[\s%@\\/]/.test(name) ? '' : domainToASCII(name)
  const plausible = ascii.length <= 253 && /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$/i.test(ascii)
  if (!plausible || ascii.includes('..')) throw new UsageError(`'${name}' is no host name`)
  return ascii
}

/** RFC 1738 §3.2.2: relative to the login's folder; `%2F` at the front makes it absolute. */
function readPath(behind: string): string {
  const path = behind.replace(/^\//, '').replace(/;type=[aid]$/i, '')
  return decode(path, 'path')
}

function decode(text: string, what: string): string {
  let decoded: string
  try {
    decoded = decodeURIComponent(text)
  } catch {
    throw new UsageError(`the ${what} in the URL is not percent-encoded UTF-8`)
  }
  return oneLine(decoded, `the ${what} in the URL`)
}

/** Nothing that would break out of a command line of FTP (RFC 959 §5.3: arguments end at CRLF). */
export function oneLine(text: string, what: string): string {
  if (/[\0\r\n]/.test(text)) throw new UsageError(`${what} holds a line break or a NUL`)
  return text
}
