import { isIPv4, isIPv6 } from 'node:net'

export interface ExtendedPort {
  readonly port: number
  /** RFC 2428 §3 leaves it empty in a 229; some servers fill it in. */
  readonly host?: string
  readonly protocol?: 1 | 2
}

const inBrackets = /\(([!-~])(\d{0,3})\1((?:(?!\1)[\w:.%-]){0,64})\1(\d{1,5})\1\)/
const bare = /(?<=^|[\s=])([!-/:-@[-`{-~])(\d{0,3})\1((?:(?!\1)[\w:.%-]){0,64})\1(\d{1,5})\1(?=\.?\s|\.?$)/

/**
 * The argument of a 229 (RFC 2428 §3): any printable delimiter, four times. The brackets belong to it; without them it is
 * still read when it stands alone and the delimiter is no letter or digit. Undefined for a port that nothing can listen on.
 */
export function parseExtendedPort(text: string): ExtendedPort | undefined {
  const found = inBrackets.exec(text) ?? bare.exec(text)
  if (found === null) return undefined
  const [, , protocol = '', host = '', digits = ''] = found
  const port = Number(digits)
  if (port < 1 || port > 65_535) return undefined
  return {
    port,
    ...(host === '' ? {} : { host }),
    ...(protocol === '1' ? { protocol: 1 } : protocol === '2' ? { protocol: 2 } : {}),
  }
}

/** The argument of EPRT (RFC 2428 §2): `|1|192.0.2.1|6275|` or `|2|2001:db8::1|5282|`. An IPv6 zone means nothing to the peer and goes. */
export function formatExtendedPort(host: string, port: number): string {
  const protocol = isIPv4(host) ? 1 : isIPv6(host) ? 2 : undefined
  if (protocol === undefined) throw new RangeError('EPRT carries an IP address')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError('Not a port')
  return `|${protocol}|${host.replace(/%.*$/, '')}|${port}|`
}
