import { isIP, isIPv6 } from 'node:net'
import type { Probe, Tools } from '../src/engine/tools.js'
import { observed, untested } from '../src/model/observation.js'
import { dial } from '../src/net/dial.js'

/** An address of the other family than the one that the run looks at, dialled once. */
export interface OtherAddress {
  readonly address: string
  readonly family: 4 | 6
  readonly port: number
  readonly connect: 'open' | 'refused' | 'silent' | 'unreachable'
  /** What the system said of it: ENETUNREACH. */
  readonly code?: string
  /** Seconds until the connection stood, or until the look ended. */
  readonly seconds: number
}

/** The addresses of the other family that the name has; none where all are of one. */
export interface Addresses {
  readonly others: readonly OtherAddress[]
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly addresses: Addresses
  }
}

/** Of several addresses of one machine one is enough, and of several machines two are. */
const mostDialled = 2

/** Whether the other family of addresses takes connections, where the name has both (RFC 8305 §4 hides it from most clients). */
export const probe: Probe<'addresses'> = {
  id: 'addresses',
  title: 'Addresses of the other family',
  references: ['RFC 8305 §4'],
  needs: [],
  after: ['greeting', 'matrix'],
  plan: ({ throughProxy }) =>
    throughProxy
      ? undefined
      : {
          connections: 0,
          commands: [],
          note: 'where the name has addresses of both families, the other one is dialled (two at most), and nothing is sent',
        },
  async observe(tools) {
    if (!isWholeNameKnown(tools)) return untested('not-selected')
    const looks = await Promise.all(othersOf(tools).map(address => look(tools, address)))
    const others = looks.filter(one => one !== undefined)
    return others.length < looks.length ? untested('interrupted') : observed({ others }, [])
  },
  // Nothing where there is nothing to dial, so that recordings from before this was looked at compare as equal.
  stable: ({ others }) =>
    others.length === 0
      ? {}
      : { others: [...new Set(others.map(({ connect }) => connect))].sort().join(' ') },
}

/** A proxy, --address, -4 and -6 leave open what else the name has; an address has nothing else. */
function isWholeNameKnown({ target, wishes }: Tools): boolean {
  if (isIP(target.host) !== 0) return true
  return target.resolution?.status === 'resolved' && wishes.oneFamily !== true
}

function othersOf({ target, address }: Tools): readonly string[] {
  return target.addresses.filter(one => isIPv6(one) !== isIPv6(address)).slice(0, mostDialled)
}

async function look({ context, target }: Tools, address: string): Promise<OtherAddress | undefined> {
  const { clock, limits, signal } = context
  const port = target.ports.explicit
  const outcome = await dial({ host: address, port, deadlineMs: limits.deadlines.dataConnect, clock, signal })
  if (outcome.is === 'aborted') return undefined
  const { is: connect, seconds } = outcome
  const look = { address, family: isIPv6(address) ? (6 as const) : (4 as const), port, connect, seconds }
  if (outcome.is !== 'open') return { ...look, ...(outcome.code === undefined ? {} : { code: outcome.code }) }
  outcome.socket.destroy()
  return look
}
