import type { Command } from 'commander'
import { parseProxy, type Proxy } from '../run/parse-proxy.js'
import type { CheckOptions } from '../run/check-options.js'
import { oneLine } from '../run/parse-target.js'
import { UsageError } from '../run/usage-error.js'
import { environmentProxy, type Environment } from './environment.js'
import { keepSecret } from './secrets.js'

export interface ProxyOptions {
  readonly proxy?: string
}

/** What connects in our place: the same for every command that connects. */
export function addProxyOption(command: Command): void {
  command.option(
    '--proxy <url>',
    'go through socks5://, socks4a:// or http:// host:port, which looks the host up; env: the one of the environment',
  )
}

/**
 * The proxy that was asked for. A password in the environment is no less hidden there than in FTPS_DOCTOR_PROXY_PASSWORD; on
 * the command line others could read it.
 */
export function proxyOf({ proxy: text }: ProxyOptions, host: string, environment: Environment): CheckOptions {
  if (text === undefined) return {}
  const offered = text === 'env' ? environmentProxy(environment, host) : { name: '--proxy', value: text }
  if (offered === undefined)
    throw new UsageError(
      '--proxy env: the environment names no proxy for this host (all_proxy, ftp_proxy, https_proxy)',
    )
  const written = parseProxy(offered.value, offered.name)
  if (text !== 'env' && written.password !== undefined) throw new UsageError(passwordInUrl)
  const proxy = withPassword(written, environment.FTPS_DOCTOR_PROXY_PASSWORD)
  keepSecret(proxy.password ?? '')
  return { proxy }
}

const passwordInUrl =
  'a password does not belong in a URL, where others can read it: use FTPS_DOCTOR_PROXY_PASSWORD for that of the proxy'

function withPassword(written: Proxy, password: string | undefined): Proxy {
  const { user, scheme } = written
  const known = written.password ?? (password || undefined)
  if (user === undefined || known === undefined) return written
  if (scheme === 'socks4a') throw new UsageError('SOCKS 4a knows no passwords: use a SOCKS 5 or HTTP proxy')
  return { ...written, password: oneLine(known, 'the password of the proxy') }
}
