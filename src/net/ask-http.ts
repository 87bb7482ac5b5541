import http from 'node:http'
import type { Socket } from 'node:net'
import { firstWords, placeOf, type Destination, type Proxy, type ProxyAnswer } from './proxy.js'

/**
 * Asks an HTTP proxy for a tunnel, CONNECT (RFC 9110 §9.3.6), on a connection to it that stands. What the server has said behind
 * the proxy's answer goes back into the socket. Never rejects, and does not end the socket.
 */
export function askHttp(socket: Socket, proxy: Proxy, to: Destination): Promise<ProxyAnswer | 'open'> {
  const place = placeOf(to)
  return new Promise(resolve => {
    const request = http.request({
      method: 'CONNECT',
      path: place,
      headers: { host: place, ...authorization(proxy) },
      createConnection: () => socket,
    })
    request.once('connect', (response, _, head) => {
      if (head.length > 0) socket.unshift(head)
      resolve(meaningOf(response))
    })
    request.on('error', (error: Error & { readonly rawPacket?: Buffer }) => {
      const { rawPacket } = error
      resolve(rawPacket === undefined ? { is: 'closed' } : { is: 'unreadable', said: firstWords(rawPacket) })
    })
    request.end()
  })
}

/** RFC 7617. */
function authorization({ user, password = '' }: Proxy): http.OutgoingHttpHeaders {
  if (user === undefined) return {}
  return { 'proxy-authorization': `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

/** What servers say that are no proxies: they do not know CONNECT, or send elsewhere, as a portal does (RFC 9110 §15.4, §15.6.2). */
const noProxy: readonly number[] = [400, 404, 405, 501, 505]

/** What begins with 5 speaks of the way to the server, or of a fault of the proxy's own (RFC 9110 §15.6); all else is its will. */
function meaningOf(response: http.IncomingMessage): ProxyAnswer | 'open' {
  const { statusCode = 0, statusMessage = '', headers, headersDistinct } = response
  if (statusCode >= 200 && statusCode < 300) return 'open'
  const wants = headersDistinct['proxy-authenticate'] ?? []
  // Squid says there what HTTP has no words for: ERR_ACCESS_DENIED, ERR_DNS_FAIL, ERR_CONNECT_FAIL 111.
  const more = statusCode === 407 ? schemesOf(wants) : headers['x-squid-error']
  const said = `HTTP ${statusCode} ${statusMessage}`.trim() + (typeof more === 'string' ? ` (${more})` : '')
  if (statusCode === 407) return { is: 'wants-login', said }
  if (noProxy.includes(statusCode) || (statusCode >= 300 && statusCode < 400))
    return { is: 'unreadable', said }
  return { is: statusCode >= 500 ? 'failed' : 'refused', said }
}

/** `Negotiate, NTLM`: the ways to log in, without what each says of itself. */
function schemesOf(wants: readonly string[]): string | undefined {
  const schemes = wants.flatMap(line => /^\s*([\w-]+)/.exec(line)?.[1] ?? [])
  return schemes.length === 0 ? undefined : schemes.join(', ')
}
