import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { CheckOptions } from './check-options.js'
import { UsageError } from './usage-error.js'

/** What a proxy cannot be asked for. */
export function checkProxy(host: string, { address, family, proxy }: CheckOptions): void {
  if (proxy === undefined) return
  const target = address ?? host.replace(/^\[(.*)\]$/, '$1')
  if (!/^[\x21-\x7e]+$/.test(target)) throw new UsageError(notAscii(target))
  if (family !== undefined && isIP(target) === 0)
    throw new UsageError(`-${family} does not go with --proxy, which looks the name up itself: use --address`)
  if (proxy.scheme !== 'http' && [proxy.user, proxy.password].some(isTooLong))
    throw new UsageError('a name or password for a SOCKS proxy has at most 255 bytes')
  if (proxy.scheme === 'socks4a' && isIP(target) === 6)
    throw new UsageError('SOCKS 4a has no IPv6 addresses: use a SOCKS 5 or HTTP proxy')
}

function notAscii(name: string): string {
  const ascii = domainToASCII(name)
  return `'${name}' is no name for a proxy${ascii === '' ? '' : `: write it as DNS has it, ${ascii}`}`
}

/** Its length is one byte (RFC 1929 §2). */
function isTooLong(word = ''): boolean {
  return Buffer.byteLength(word) > 255
}
