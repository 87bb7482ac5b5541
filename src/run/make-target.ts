import { isIP } from 'node:net'
import { securities } from '../model/matrix.js'
import type { Target } from '../model/target.js'
import type { Limits } from '../model/limits.js'
import { normalAddress } from '../net/address.js'
import type { Clock } from '../net/clock.js'
import { dial } from '../net/dial.js'
import { proxyName } from '../net/proxy.js'
import { resolve, type Resolution, type ResolveOptions } from '../net/resolve.js'
import type { CheckOptions } from './check-options.js'

const explicitPort = 21
const implicitPort = 990
/** Addresses tried side by side: enough for both families of a host with several. */
const mostAddresses = 4

interface Means {
  readonly clock: Clock
  readonly limits: Limits
  readonly signal: AbortSignal
  /** The system's own when not given. */
  readonly lookup?: ResolveOptions['lookup']
}

/** The ports that are looked at. */
export function portsOf(options: CheckOptions): { readonly explicit: number; readonly implicit: number } {
  const explicit = options.port ?? explicitPort
  const implicit = options.implicitPort ?? (explicit === explicitPort ? implicitPort : explicit)
  return { explicit, implicit }
}

/** Resolves the host once and picks the one address that the whole run looks at. Through a proxy a name stays a name. */
export async function makeTarget(host: string, options: CheckOptions, means: Means): Promise<Target> {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const ports = portsOf(options)
  const user = options.anonymous === true ? 'anonymous' : options.user
  const base = {
    host: bare,
    ports,
    tlsName: options.tlsName ?? bare,
    ...(user === undefined ? {} : { user }),
    asked: [...(options.securities ?? securities)],
    ...(options.proxy === undefined ? {} : { proxy: proxyName(options.proxy) }),
  }
  if (options.address !== undefined) {
    const address = normalAddress(options.address)
    return { ...base, address, addresses: [address], resolution: { status: 'literal' } }
  }
  if (options.proxy !== undefined && isIP(bare) === 0)
    return { ...base, address: null, addresses: [], resolution: { status: 'by-proxy' } }
  const found = await lookUp(bare, options, means)
  // Called off by us: nobody knows whether a name server would have answered.
  if (found.is === 'aborted') return { ...base, address: null, addresses: [] }
  if ('code' in found)
    return { ...base, address: null, addresses: [], resolution: { status: found.is, detail: found.code } }
  const address = await pickAddress(found.addresses, ports.explicit, means)
  return { ...base, address, addresses: [...found.addresses], resolution: { status: found.is } }
}

function lookUp(host: string, { family }: CheckOptions, means: Means): Promise<Resolution> {
  const { clock, limits, signal, lookup } = means
  return resolve({
    host,
    deadlineMs: limits.deadlines.resolve,
    clock,
    signal,
    ...(family === undefined ? {} : { family }),
    ...(lookup === undefined ? {} : { lookup }),
  })
}

/** The address that takes a connection first; the first of the system's order where none does. */
async function pickAddress(addresses: readonly string[], port: number, means: Means): Promise<string | null> {
  const [first] = addresses
  if (first === undefined || addresses.length === 1) return first ?? null
  const { clock, limits } = means
  const won = new AbortController()
  const signal = AbortSignal.any([means.signal, won.signal])
  const candidates = addresses.slice(0, mostAddresses)
  const attempts = candidates.map(async host => {
    const outcome = await dial({ host, port, deadlineMs: limits.deadlines.dataConnect, clock, signal })
    if (outcome.is !== 'open') throw new Error(outcome.is)
    outcome.socket.destroy()
    return host
  })
  try {
    return await Promise.any(attempts)
  } catch {
    return first
  } finally {
    won.abort()
  }
}
