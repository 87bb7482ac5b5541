/**
 * Networks of a test's own, since loopback hides NAT and firewalls: network namespaces joined by veth pairs, with
 * addresses, routes and nftables rules. Their names bear the process id, so tests side by side do not meet; a network
 * whose process was killed is removed by the next one that is made.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

const run = promisify(execFile)
const prefix = 'ftps-doctor'
let made = 0

/** Two nodes and the address of each on the wire between them, with its length: `10.7.0.2/24`. */
export type Link<Node extends string> = Readonly<
  Record<'a' | 'b', { readonly node: Node; readonly address: string }>
>

export interface NetworkPlan<Node extends string> {
  readonly nodes: readonly Node[]
  readonly links: readonly Link<Node>[]
  /** The default gateway of a node. */
  readonly gateways?: Readonly<Partial<Record<Node, string>>>
  /** Nodes that forward. */
  readonly routers?: readonly Node[]
  /** nftables rules to begin with. */
  readonly filters?: Readonly<Partial<Record<Node, string>>>
}

export interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Network<Node extends string> {
  /** The name of a node's namespace, as `ip netns` knows it. */
  namespace(node: Node): string
  /** Runs a command in a node, to its end. */
  exec(
    node: Node,
    command: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<Finished>
  /** Replaces all the nftables rules of a node. */
  filter(node: Node, rules: string): Promise<void>
  close(): Promise<void>
}

export async function makeNetwork<Node extends string>(plan: NetworkPlan<Node>): Promise<Network<Node>> {
  await sweep()
  const number = ++made
  const namespace = (node: Node): string => `${prefix}-${process.pid}-${number}-${node}`
  const close = async (): Promise<void> => {
    for (const node of plan.nodes)
      await run('ip', ['netns', 'delete', namespace(node)]).catch(() => undefined)
  }
  const network: Network<Node> = {
    namespace,
    close,
    exec: (node, command, environment) =>
      finished(['ip', 'netns', 'exec', namespace(node), ...command], environment),
    async filter(node, rules) {
      const nft = ['ip', 'netns', 'exec', namespace(node), 'nft', '-f', '-']
      const { status, stderr } = await finished(nft, {}, `flush ruleset\n${rules}\n`)
      if (status !== 0) throw new Error(`nft refuses the rules: ${stderr}`)
    },
  }
  try {
    await build(plan, namespace)
    for (const node of plan.nodes) await network.filter(node, plan.filters?.[node] ?? '')
    return network
  } catch (error) {
    await close()
    throw error
  }
}

/** A table of one chain of one rule: `rule('input', 'tcp dport 990 drop')`. */
export function rule(hook: keyof typeof kinds, what: string): string {
  const [type, priority] = kinds[hook]
  return `table inet test {\n chain ${hook} {\n  type ${type} hook ${hook} priority ${priority};\n  ${what}\n }\n}`
}

/** What a chain on each hook is for here, and its priority. */
const kinds = {
  input: ['filter', 0],
  output: ['filter', 0],
  forward: ['filter', 0],
  prerouting: ['nat', -100],
  postrouting: ['nat', 100],
} as const

async function build<Node extends string>(
  plan: NetworkPlan<Node>,
  namespace: (node: Node) => string,
): Promise<void> {
  const ip = (node: Node, ...args: readonly string[]): Promise<unknown> =>
    run('ip', ['-n', namespace(node), ...args])
  for (const node of plan.nodes) {
    await run('ip', ['netns', 'add', namespace(node)])
    await ip(node, 'link', 'set', 'lo', 'up')
  }
  for (const [index, { a, b }] of plan.links.entries()) {
    const name = `eth${index}`
    const peer = ['peer', 'name', name, 'netns', namespace(b.node)]
    await ip(a.node, 'link', 'add', name, 'type', 'veth', ...peer)
    for (const { node, address } of [a, b]) {
      const family = address.includes(':') ? ['nodad'] : []
      await ip(node, 'address', 'add', address, 'dev', name, ...family)
      await ip(node, 'link', 'set', name, 'up')
    }
  }
  for (const node of plan.nodes) {
    const gateway = plan.gateways?.[node]
    if (gateway !== undefined) await ip(node, 'route', 'add', 'default', 'via', gateway)
  }
  for (const node of plan.routers ?? [])
    await run('ip', ['netns', 'exec', namespace(node), 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward'])
}

/** Removes what processes left behind that are no more. */
async function sweep(): Promise<void> {
  const names = await readdir('/run/netns').catch(() => [])
  for (const name of names) {
    const pid = new RegExp(`^${prefix}-(\\d+)-`).exec(name)?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) {
      await run('ip', ['netns', 'delete', name]).catch(() => undefined)
    }
  }
}

async function finished(
  [program = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Finished> {
  const child = spawn(program, args, { env: { ...process.env, ...environment } })
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { status, stdout, stderr }
}

/** Where a server is that can be dialled: an address of RFC 5737, public as far as anybody in there can tell. */
export const publicServer = '203.0.113.7'
/** Where the router of `portForwarding` is dialled, and the server behind it. */
export const publicRouter = '198.51.100.1'
export const insideServer = '192.168.50.7'

type Three = Network<'client' | 'router' | 'server'>

/** A private client, a router that masquerades, and a server at a "public" address behind it. */
export function natNetwork(): Promise<Three> {
  return inARow(['10.77.0.2', '10.77.0.1'], ['203.0.113.1', publicServer], {
    gateways: { client: '10.77.0.1' },
    filters: { router: rule('postrouting', 'oifname eth1 masquerade') },
  })
}

/** Client and server at "public" addresses, and a router between that changes nothing. */
export function routed(): Promise<Three> {
  return inARow(['198.51.100.2', '198.51.100.1'], ['203.0.113.1', publicServer], {
    gateways: { client: '198.51.100.1', server: '203.0.113.1' },
  })
}

/** A "public" client, and a server at a private address behind a router with a public one, which is to pass ports on. */
export function portForwarding(): Promise<Three> {
  return inARow(['198.51.100.2', publicRouter], ['192.168.50.1', insideServer], {
    gateways: { client: publicRouter, server: '192.168.50.1' },
  })
}

/** Client and server on one wire, both at "public" addresses; the router stands apart. */
export function oneWire(): Promise<Three> {
  return makeNetwork({
    nodes: ['client', 'router', 'server'],
    links: [
      {
        a: { node: 'client', address: '203.0.113.8/24' },
        b: { node: 'server', address: `${publicServer}/24` },
      },
    ],
  })
}

/** The client and the router on one wire, the router and the server on another. */
function inARow(
  [client, near]: readonly [string, string],
  [far, server]: readonly [string, string],
  plan: Pick<NetworkPlan<'client' | 'router' | 'server'>, 'gateways' | 'filters'>,
): Promise<Three> {
  return makeNetwork({
    nodes: ['client', 'router', 'server'],
    links: [
      { a: { node: 'client', address: `${client}/24` }, b: { node: 'router', address: `${near}/24` } },
      { a: { node: 'router', address: `${far}/24` }, b: { node: 'server', address: `${server}/24` } },
    ],
    routers: ['router'],
    ...plan,
  })
}
