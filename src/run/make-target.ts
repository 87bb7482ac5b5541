import { securities } from '../model/matrix.js'
import type { Target } from '../model/target.js'
import type { Limits } from '../model/limits.js'
import { normalAddress } from '../net/address.js'
import type { Clock } from '../net/clock.js'
import { dial } from '../net/dial.js'
import { resolve } from '../net/resolve.js'
import type { CheckOptions } from './check-options.js'

const explicitPort = 21
const implicitPort = 990
/** Addresses tried side by side: enough for both families of a host with several. */
const mostAddresses = 4

interface Means {
  readonly clock: Clock
  readonly limits: Limits
  readonly signal: AbortSignal
}

/** Resolves the host once and picks the one address that the whole run looks at. */
export async function makeTarget(host: string, options: CheckOptions, means: Means): Promise<Target> {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const port = options.port ?? explicitPort
  const user = options.anonymous === true ? 'anonymous' : options.user
  const base = {
    host: bare,
    ports: {
      explicit: port,
      implicit: options.implicitPort ?? (port === explicitPort ? implicitPort : port),
    },
    tlsName: options.tlsName ?? bare,
    ...(user === undefined ? {} : { user }),
    asked: [...(options.securities ?? securities)],
  }
  if (options.address !== undefined) {
    const address = normalAddress(options.address)
    return { ...base, address, addresses: [address], resolution: { status: 'literal' } }
  }
  const { clock, limits, signal } = means
  const family = options.family === undefined ? {} : { family: options.family }
  const found = await resolve({ host: bare, ...family, deadlineMs: limits.deadlines.resolve, clock, signal })
  if (found.is !== 'resolved' && found.is !== 'literal') {
    const status = found.is === 'no-such-name' ? 'no-such-name' : 'no-answer'
    const detail = 'code' in found ? { detail: found.code } : {}
    return { ...base, address: null, addresses: [], resolution: { status, ...detail } }
  }
  const address = await pickAddress(found.addresses, port, means)
  return { ...base, address, addresses: [...found.addresses], resolution: { status: found.is } }
}

/** The address that takes a connection first; the first of the system's order where none does. */
async function pickAddress(addresses: readonly string[], port: number, means: Means): Promise<string | null> {
  const [first] = addresses
  if (first === undefined || addresses.length === 1) return first ?? null
  const { clock, limits, signal } = means
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
  }
}
