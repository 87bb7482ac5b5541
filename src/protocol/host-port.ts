import { isIPv4 } from 'node:net'

export interface HostPort {
  readonly host: string
  readonly port: number
}

const sixNumbers =
  /(?<!\d)(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})(?!\d)/

/**
 * The host-port of a 227 (RFC 959 §4.1.2). Its format is not fixed, so the text is searched for six numbers (RFC 1123
 * §4.1.2.6), in brackets or not. Port 0 is given back: it is a fact about the server.
 */
export function parseHostPort(text: string): HostPort | undefined {
  const found = sixNumbers.exec(text)
  if (found === null) return undefined
  const numbers = found.slice(1).map(Number)
  if (numbers.some(number => number > 255)) return undefined
  const [high = 0, low = 0] = numbers.slice(4)
  return { host: numbers.slice(0, 4).join('.'), port: high * 256 + low }
}

/** The argument of PORT (RFC 959 §4.1.2): four numbers of an IPv4 address, two of the port. */
export function formatHostPort(host: string, port: number): string {
  if (!isIPv4(host)) throw new RangeError('PORT carries IPv4 addresses only')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError('Not a port')
  return [...host.split('.'), Math.floor(port / 256), port % 256].join(',')
}
