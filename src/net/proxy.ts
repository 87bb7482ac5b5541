/** What is asked to connect in our place; it resolves names itself. SOCKS 4a has no passwords. */
export interface Proxy {
  readonly scheme: 'socks4a' | 'socks5' | 'http'
  readonly host: string
  readonly port: number
  readonly user?: string
  readonly password?: string
}

/** Whom the proxy is to connect to: a name or a literal address. */
export interface Destination {
  readonly host: string
  readonly port: number
}

/**
 * Why no connection came through a proxy. `unreached`: none to the proxy itself. `wants-login`, `refused`: its own no.
 * `target-refused`: it says that the target refused (SOCKS 5 alone can say that). `failed`: it did not get through, and
 * whose fault that is it does not say. `silent`, `closed`: without an answer. `unreadable`: it is no such proxy.
 */
export interface ProxyAnswer {
  readonly is:
    'unreached' | 'wants-login' | 'refused' | 'target-refused' | 'failed' | 'silent' | 'closed' | 'unreadable'
  /** Its own words, or those of its protocol's number: `HTTP 403 Forbidden`. */
  readonly said?: string
}

/** `socks5://proxy.example:1080`, without whoever logs in there. */
export function proxyName({ scheme, host, port }: Proxy): string {
  return `${scheme}://${placeOf({ host, port })}`
}

/** `host:port`, with brackets around an IPv6 address. */
export function placeOf({ host, port }: Destination): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The first line of what came, when it is no answer of such a proxy; never longer than a line. */
export function firstWords(bytes: Buffer): string {
  const [line = ''] = bytes.toString('latin1').split(/[\r\n]/, 1)
  return line.replace(/[^\x20-\x7e]/g, '.').slice(0, 80)
}
