import { levelCommands, loginCommands, loginMethods } from '../src/engine/planned-commands.js'
import type { Probe, SetUp, Tools } from '../src/engine/tools.js'
import { wayOf } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import { replyClass } from '../src/model/reply.js'
import type { Span } from '../src/model/transcript.js'
import { sameAddress } from '../src/net/address.js'
import { classOf, type AddressClass } from './passive-address/address-class.js'
import { dialPeer } from './passive-address/dial-peer.js'

/** How often a port was dialled at one address, and how often it took the connection. */
export interface Dialled {
  readonly tried: number
  readonly open: number
}

/** One address that 227 replies named. */
export interface NamedAddress {
  /** Null where none could be read. */
  readonly address: string | null
  readonly class: AddressClass
  /** In how many replies. */
  readonly times: number
  /** The control peer's address, at the ports that came with it; absent where it was not dialled. */
  readonly atPeer?: Dialled
  /** The named address itself, where it is another one; only with `--dial-advertised`. */
  readonly atNamed?: Dialled
}

/** Where 227 replies send a client that believes them. */
export interface PassiveAddress {
  /** The address of the control connection's peer. */
  readonly peer: string
  /** Every reply named the same. */
  readonly same: boolean
  readonly addresses: readonly NamedAddress[]
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly 'passive-address': PassiveAddress
  }
}

/** How many addresses are compared with the control peer by a dial of our own. */
const mostDialled = 2

/** What a client meets that dials what a 227 names (RFC 959 §4.1.2), told from the set-ups of the table. It dials itself only where the table went by the named address, and for two addresses at most: each takes a login, and a pool may name many. */
export const probe: Probe<'passive-address'> = {
  id: 'passive-address',
  title: 'The addresses that PASV names',
  references: ['RFC 959 §4.1.2', 'RFC 1918 §3', 'RFC 2428 §1'],
  needs: ['matrix'],
  plan: wishes => {
    const methods = loginMethods(wishes)
    if (!wishes.dialAdvertised || methods.length === 0) return undefined
    return {
      connections: mostDialled,
      dataConnections: mostDialled,
      commands: [...loginCommands(methods), ...levelCommands(wishes), 'PASV', 'QUIT'],
      note: 'only where PASV names another address: the same port at the address of the control connection',
    }
  },
  async observe(tools) {
    const matrix = tools.seen.of('matrix')
    const asked = (matrix.status === 'observed' ? matrix.value.setUps : []).filter(isPasv)
    const replies = asked.filter(({ reply }) => reply !== undefined && replyClass(reply) === 2)
    if (replies.length === 0)
      return untested(asked.some(({ reply }) => reply !== undefined) ? 'not-offered' : 'needs-working-cell')
    const addresses: NamedAddress[] = []
    const evidence: Span[] = []
    let dialled = 0
    for (const group of groupsOf(replies)) {
      const isToDial = dialled < mostDialled && needsDial(tools, group)
      if (isToDial) dialled += 1
      const own = isToDial ? await dialPeer(tools, group[0].cell) : undefined
      addresses.push(lookAt(tools, group, own?.dialled))
      evidence.push(...(own?.evidence ?? []))
    }
    return observed({ peer: tools.address, same: addresses.length === 1, addresses }, evidence)
  },
  stable: ({ addresses }) => [...new Set(addresses.map(({ class: kind }) => kind))].sort(),
}

function isPasv({ cell }: SetUp): boolean {
  return wayOf(cell).dataMode === 'PASV'
}

type Group = readonly [SetUp, ...SetUp[]]

/** The replies that named one address, by address, in the order in which they came. */
function groupsOf(replies: readonly SetUp[]): readonly Group[] {
  const groups = new Map<string | null, Group>()
  for (const setUp of replies) {
    const address = setUp.named ?? null
    const others = groups.get(address)
    groups.set(address, others === undefined ? [setUp] : [...others, setUp])
  }
  return [...groups.values()]
}

/** A foreign address whose ports were dialled there, and nowhere else. */
function needsDial(tools: Tools, group: Group): boolean {
  return isForeign(tools, group) && atPeerInTable(tools, group) === undefined
}

function isForeign({ address: peer }: Tools, [{ named }]: Group): boolean {
  return named !== undefined && named !== null && !sameAddress(named, peer)
}

function atPeerInTable({ address: peer }: Tools, group: Group): Dialled | undefined {
  return dialledAt(group, ours => sameAddress(ours, peer))
}

function lookAt(tools: Tools, group: Group, own: Dialled | undefined): NamedAddress {
  const address = group[0].named ?? null
  const atPeer = atPeerInTable(tools, group) ?? own
  const isElsewhere = address !== null && isForeign(tools, group)
  const atNamed = isElsewhere ? dialledAt(group, ours => sameAddress(ours, address)) : undefined
  return {
    // A password may stand there by chance.
    address: isElsewhere ? tools.context.transcript.redactor.text(address) : address,
    class: classOf(address, tools.address),
    times: group.length,
    ...(atPeer === undefined ? {} : { atPeer }),
    ...(atNamed === undefined ? {} : { atNamed }),
  }
}

/** What became of the dials to one address; undefined where there was none. */
function dialledAt(group: Group, isIt: (ours: string) => boolean): Dialled | undefined {
  const dialled = group.filter(
    ({ ours, connect }) => connect !== 'not-tried' && ours !== undefined && isIt(ours),
  )
  if (dialled.length === 0) return undefined
  return { tried: dialled.length, open: dialled.filter(({ connect }) => connect === 'open').length }
}
