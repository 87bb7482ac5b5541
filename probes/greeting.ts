import type { TlsFacts } from '../src/model/cell.js'
import type { ProxyAnswer } from '../src/net/proxy.js'
import { observed } from '../src/model/observation.js'
import { productNamed } from '../src/model/products.js'
import { replyClass, type Reply } from '../src/model/reply.js'
import type { Probe, Tools } from '../src/engine/tools.js'
import { waitAny } from '../src/engine/wait-any.js'
import { dialWitness, lookAtExplicitPort, lookAtImplicitPort, type Look } from './greeting/look-at-port.js'
import { patiently } from './greeting/patiently.js'

/** One port, looked at before anything is sent to it in clear. */
export interface PortLook {
  readonly port: number
  /** Somebody asked for this port or for a method on it; else it was only tried (990 beside 21). */
  readonly asked: boolean
  readonly connect: 'open' | 'refused' | 'silent' | 'unreachable' | 'not-through-proxy' | 'not-tried'
  /** Where a proxy was to connect, and no connection came about: what it did or said. */
  readonly proxy?: ProxyAnswer
  /** Seconds until the connection stood, or until the look ended. */
  readonly connectSeconds: number
  /** What speaks here: `tls` answers a hello and says nothing in clear; `silent` answers neither; `closed` hangs up before a byte. */
  readonly service:
    'ftp' | 'ssh' | 'http' | 'smtp' | 'pop3' | 'imap' | 'other' | 'tls' | 'silent' | 'closed' | 'none'
  /** The first reply, in clear, or inside TLS on an implicit port. */
  readonly greeting?: Reply
  readonly greetingSeconds?: number
  /** Base64 of the first bytes that came, at most 16. */
  readonly firstBytes?: string
  /** TLS was spoken to a hello that was the first thing sent. */
  readonly tls?: TlsFacts
  /** The server ended it before a greeting: in clear, or inside TLS where `tls` stood. */
  readonly ended?: 'fin' | 'rst'
}

/** The explicit port and the implicit port; `witness` is one more port, tried only where the asked one is silent. */
export interface Greeting {
  readonly explicit: PortLook
  readonly implicit: PortLook
  readonly witness?: { readonly port: number; readonly connect: PortLook['connect'] }
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly greeting: Greeting
  }
}

/** What answers at the two ports, before anything is asked of it (RFC 959 §5.4, RFC 4217 §15.1 for the implicit port). */
export const probe: Probe<'greeting'> = {
  id: 'greeting',
  title: 'Greeting and type of service',
  references: ['RFC 959 §5.4', 'RFC 4217'],
  needs: [],
  plan: () => ({ connections: 2, commands: ['QUIT'] }),
  async observe(tools) {
    const { explicit: explicitPort, implicit: implicitPort } = tools.target.ports
    const shared = implicitPort === null || implicitPort === explicitPort
    const [explicit, own] = shared
      ? [await lookTwice(tools, () => lookAtExplicitPort(tools, explicitPort)), undefined]
      : await lookAtBoth(tools, explicitPort, implicitPort)
    const evidence = [...explicit.evidence, ...(own?.evidence ?? [])]
    const seen = {
      explicit: explicit.look,
      implicit: own?.look ?? { ...explicit.look, asked: tools.wishes.implicitAsked },
    }
    return observed({ ...seen, ...(await witness(tools, seen)) }, evidence)
  },
  stable: ({ explicit, implicit }) => ({ explicit: stableLook(explicit), implicit: stableLook(implicit) }),
}

/** A greeting that is well formed says nothing of it, as in recordings from before that was looked at. */
function stableLook({ connect, service, greeting }: PortLook): unknown {
  const odd = greeting?.anomalies
  return {
    connect,
    service,
    code: greeting?.code,
    ...(odd === undefined ? {} : { odd: odd.join(' ') }),
    names: greeting && productNamed(greeting.lines.join(' ')),
  }
}

/** A port that hangs up before a byte is asked once more: who has room for one may not have noticed yet that the visitor before us has gone. */
async function lookTwice(tools: Tools, look: () => Promise<Look>): Promise<Look> {
  const first = await look()
  if (first.look.service !== 'closed') return first
  const { context } = tools
  await waitAny(context, [], context.limits.pausesWhenTurnedAway[0] ?? 0)
  const second = await look()
  return { ...second, evidence: [...first.evidence, ...second.evidence] }
}

/** Both at once; where that was one too many (421 on one of them), that one again, alone. */
async function lookAtBoth(
  tools: Tools,
  explicitPort: number,
  implicitPort: number,
): Promise<readonly [explicit: Look, implicit: Look]> {
  const looks = [
    (): Promise<Look> => lookTwice(tools, () => lookAtExplicitPort(tools, explicitPort)),
    (): Promise<Look> => lookAtImplicitPort(tools, implicitPort),
  ] as const
  const [explicit, implicit] = await Promise.all([looks[0](), looks[1]()])
  if (isBusy(explicit) === isBusy(implicit)) return [explicit, implicit]
  if (isBusy(explicit)) return [await patiently(tools, looks[0], isBusy), implicit]
  const { left } = tools.notebook
  await left.greeted?.control.close()
  delete left.greeted
  return [explicit, await patiently(tools, looks[1], isBusy)]
}

function isBusy({ look }: Look): boolean {
  return look.greeting !== undefined && replyClass(look.greeting) === 4
}

/** Where the asked port is silent, one more port tells a filter on it from a host that is not there. */
async function witness(
  tools: Tools,
  seen: Pick<Greeting, 'explicit' | 'implicit'>,
): Promise<Pick<Greeting, 'witness'>> {
  const isDead = ({ connect }: PortLook): boolean => connect === 'silent' || connect === 'unreachable'
  if (!isDead(seen.explicit) || !isDead(seen.implicit)) return {}
  return { witness: await dialWitness(tools, [seen.explicit.port, seen.implicit.port]) }
}
