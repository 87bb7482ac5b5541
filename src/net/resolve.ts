import dns from 'node:dns'
import net from 'node:net'
import { within, type Patience } from './deadline.js'

export type Resolution =
  | { readonly is: 'resolved' | 'literal'; readonly addresses: readonly string[] }
  | { readonly is: 'no-such-name' | 'no-answer'; readonly code: string }
  | { readonly is: 'aborted' }

export interface ResolveOptions extends Patience {
  /** A name or a literal address; IPv6 with or without brackets. */
  readonly host: string
  readonly family?: 4 | 6
  readonly lookup?: typeof dns.promises.lookup
}

/**
 * The addresses of a host in the system's order (getaddrinfo, so hosts files count). A name that does not exist
 * is kept apart from a resolver that does not answer. Never rejects. A lookup that hangs cannot be called off:
 * it holds one thread of Node's pool until the system gives up.
 */
export async function resolve(options: ResolveOptions): Promise<Resolution> {
  const { family = 0, lookup = dns.promises.lookup } = options
  const host = options.host.replace(/^\[(.*)\]$/, '$1')
  const literal = net.isIP(host)
  if (literal !== 0) {
    if (family !== 0 && family !== literal) return { is: 'no-such-name', code: 'EAI_ADDRFAMILY' }
    return { is: 'literal', addresses: [host] }
  }
  if (host === '') return { is: 'no-such-name', code: 'ENOTFOUND' }
  try {
    const found = await within(lookup(host, { all: true, family, verbatim: true }), options)
    if (found.is === 'aborted') return { is: 'aborted' }
    if (found.is === 'timeout') return { is: 'no-answer', code: 'ETIMEOUT' }
    const addresses = [...new Set(found.value.map(({ address }) => address))]
    if (addresses.length === 0) return { is: 'no-such-name', code: 'ENOTFOUND' }
    return { is: 'resolved', addresses }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    return { is: meansNoName.has(code) ? 'no-such-name' : 'no-answer', code }
  }
}

/** The last one is a name that no resolver would be asked about, such as one with a NUL in it. */
const meansNoName = new Set(['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA', 'ERR_INVALID_ARG_VALUE'])
