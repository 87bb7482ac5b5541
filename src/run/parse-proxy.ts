import { isIP } from 'node:net'
import type { Proxy } from '../net/proxy.js'
import { readHostAndPort } from './parse-target.js'
import { UsageError } from './usage-error.js'

export type { Proxy }

/** `socks5h` is curl's word for what `socks5` always means here: the proxy looks the name up. */
const schemes: Readonly<Record<string, Proxy['scheme']>> = {
  socks4a: 'socks4a',
  socks5: 'socks5',
  socks5h: 'socks5',
  http: 'http',
}

/** RFC 1928 §3; HTTP proxies listen on one port here and on another there. */
const usualSocksPort = 1080

/**
 * Reads `socks5://user@proxy.example:1080`. No message repeats what was written, since it may hold a password; whether one may
 * stand there is for the caller to say.
 */
export function parseProxy(text: string, where: string): Proxy {
  const [, word = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? []
  const authority = rest.replace(/\/$/, '')
  const at = authority.lastIndexOf('@')
  // As curl reads a proxy without a scheme.
  const scheme = schemes[word === '' ? 'http' : word.toLowerCase()]
  if (scheme === undefined)
    throw new UsageError(`${where} knows socks4a://, socks5:// and http:// proxies only`)
  const { host, port } = readPlace(authority.slice(at + 1), where)
  if (port === undefined && scheme === 'http')
    throw new UsageError(`${where} wants the port of the proxy, as in http://proxy.example:3128`)
  return {
    scheme,
    host,
    port: port ?? usualSocksPort,
    ...readUser(at < 0 ? '' : authority.slice(0, at), where),
  }
}

function readPlace(text: string, where: string): { readonly host: string; readonly port?: number } {
  const port = isIP(text) === 6 ? undefined : /:([^:\]]*)$/.exec(text)?.[1]
  if (port !== undefined && !isPort(port))
    throw new UsageError(`the port of the proxy is not between 1 and 65535 (in ${where})`)
  try {
    return readHostAndPort(text, where)
  } catch {
    throw new UsageError(`${where} wants a proxy as in socks5://proxy.example:1080`)
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

function readUser(userinfo: string, where: string): Pick<Proxy, 'user' | 'password'> {
  if (userinfo === '') return {}
  const [user = '', ...password] = userinfo.split(':')
  try {
    return {
      user: decodeURIComponent(user),
      ...(password.length === 0 ? {} : { password: decodeURIComponent(password.join(':')) }),
    }
  } catch {
    throw new UsageError(`the user of the proxy is not percent-encoded UTF-8 (in ${where})`)
  }
}
