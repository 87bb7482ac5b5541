import { harmless } from '../sanitise.js'
import type { SeenCell } from '../../src/model/cell.js'
import type { Owner, Symptom } from '../../src/model/finding.js'
import type { Protection, Security } from '../../src/model/matrix.js'
import type { Target } from '../../src/model/target.js'

export const securityWords: Readonly<Record<Security, string>> = {
  none: 'clear',
  implicit: 'implicit',
  'auth-tls': 'AUTH TLS',
  'auth-ssl': 'AUTH SSL',
}

export const protectionWords: Readonly<Record<Protection, string>> = {
  default: 'PROT not sent',
  C: 'C',
  S: 'S',
  E: 'E',
  P: 'P',
}

/** What a client prints, with its name unless the message begins with that. */
export function symptomWords({ client, text }: Symptom): string {
  const named = client === 'any' || text.toLowerCase().startsWith(client.toLowerCase())
  return `${named ? '' : `${harmless(client, 40)}: `}${harmless(text, 300)}`
}

/** A way as people say it: `AUTH TLS, PROT P, EPSV`. */
export function wayWords(way: Pick<SeenCell, 'security' | 'protection' | 'mode'>): string {
  const { security, protection, mode } = way
  const level = protection === 'default' ? protectionWords.default : `PROT ${protectionWords[protection]}`
  return `${securityWords[security]}, ${level}, ${mode}`
}

export const ownerWords: Readonly<Record<Owner, string>> = {
  'server-configuration': "the server's administrator",
  'server-software': "the server's software: an update, or its vendor",
  network: "a firewall or network, the server's or ours",
  client: 'us, on this side',
  certificate: "the server's owner: the certificate",
  nobody: 'nobody: there is nothing to change',
}

/** Why something was not tried, and the option that would. Unknown words of newer reports show as they are. */
export function reasonWords(reason: string | undefined): string {
  return reasons.get(reason ?? '') ?? harmless(reason ?? 'no reason given', 80)
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['needs-credentials', 'no user name given (--user)'],
  ['needs-clear-login', 'password in clear (--allow-clear-login)'],
  ['certificate-not-trusted', 'password kept back, certificate not trusted'],
  ['login-budget', 'logins used up (--login-budget)'],
  ['login-refused', 'login refused'],
  ['time-budget', 'time used up (--timeout)'],
  ['interrupted', 'stopped'],
  ['no-address-family', 'not with this kind of IP address'],
  ['not-reachable', 'not reached'],
  ['cannot-listen', 'this machine allows no listener'],
  ['fault', 'a fault of ftps-doctor'],
  ['not-selected', 'not asked for'],
  ['needs-read-write', 'would write on the server'],
  ['needs-audit', 'an unusual request'],
  ['needs-working-cell', 'no way works'],
  ['not-offered', 'not offered'],
  ['through-proxy', 'not through a proxy'],
])

/** `host:port`, with brackets where the host is an IPv6 address. */
export function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The port that a person has in mind: the implicit one only if nothing else was asked for. */
export function mainPort({ asked, ports }: Target): number {
  const onlyImplicit = asked.length > 0 && asked.every(security => security === 'implicit')
  return onlyImplicit ? (ports.implicit ?? ports.explicit) : ports.explicit
}

/** The target as it would be written on a command line. */
export function writtenTarget(target: Target): string {
  const { asked, host } = target
  const port = mainPort(target)
  const scheme =
    asked.length === 1 ? { 'auth-tls': 'ftpes', implicit: 'ftps' }[asked[0] as string] : undefined
  const usual = scheme === 'ftps' ? 990 : 21
  const place =
    port === usual
      ? host.includes(':') && scheme !== undefined
        ? `[${host}]`
        : host
      : hostAndPort(host, port)
  return scheme === undefined ? place : `${scheme}://${place}`
}

/** An argument as a POSIX shell takes it. */
export function shellWord(text: string): string {
  return /^[\w.,:/@%+=[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** `ftp://host:port` of a way, for clients that take `ftps` for implicit TLS; by another name for the host, if need be. */
export function wayUrl({ security, port }: Pick<SeenCell, 'security' | 'port'>, host: string): string {
  const [scheme, usual] = security === 'implicit' ? ['ftps', 990] : ['ftp', 21]
  const plain = host.includes(':') ? `[${host}]` : host
  return `${scheme}://${harmless(port === null || port === usual ? plain : hostAndPort(host, port))}`
}
