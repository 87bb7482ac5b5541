// What a proxy that connected in our place did or said, where no connection came about.
import type { PortLook } from '../../../probes/greeting.js'
import type { Judgement, Remedy } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { whereTo } from './fill.js'
import { absent, found, undetermined, type FoundJudgement } from './judgement.js'
import { judgeObserved } from './observed.js'
import { portsOf, severityOfPort, type Port } from './ports.js'
import { claim, endpoints } from './reach.js'
import { list } from './words.js'

export type ProxyAnswer = NonNullable<PortLook['proxy']>

/** What a judgement about a proxy says of the ports that it was asked for. */
interface ProxyQuestion {
  readonly kinds: readonly ProxyAnswer['is'][]
  /** `proxy` names it, `where` the ports of the server. */
  readonly told: (
    answer: ProxyAnswer,
    names: {
      readonly proxy: string
      readonly url: string
      readonly where: string
      readonly port: Port
    },
  ) => Pick<FoundJudgement, 'certainty' | 'summary' | 'wouldProve' | 'owner' | 'insteadOfOwn'>
}

/** Found where the proxy met a port so; absent where it did not, or where there was none. */
export function judgeProxy(seen: Seen, { kinds, told }: ProxyQuestion): Judgement {
  return judgeObserved(seen, 'greeting', greeting => {
    const { proxy } = seen.target
    if (proxy === undefined) return absent
    const asked = portsOf(greeting).filter(({ look }) => look.connect !== 'not-tried')
    const ports = asked.filter(({ look }) => look.proxy !== undefined && kinds.includes(look.proxy.is))
    const [first] = ports
    if (first?.look.proxy === undefined)
      return asked.some(({ look }) => look.connect === 'open' || look.connect === 'refused')
        ? absent
        : undetermined('the proxy did not connect us for another reason')
    const { is, said } = first.look.proxy
    const where = list(endpoints(seen, ports))
    return found({
      severity: ports.some(port => severityOfPort(seen, port) === 'error') ? 'error' : 'info',
      ...told(first.look.proxy, { proxy: `the proxy ${proxy}`, url: proxy, where, port: first }),
      fill: { ...whereTo(seen, first.look.port), PORT: portsOfRule(ports) },
      // Of a proxy that was not reached these are our own words.
      ...(said === undefined || is === 'unreached' ? {} : { quote: said }),
      ...claim(seen, ports),
    })
  })
}

/** `21 990`, as a rule of a proxy lists them. */
function portsOfRule(ports: readonly Port[]): string {
  return [...new Set(ports.map(({ look }) => look.port))].join(' ')
}

/** For what would accuse the server of a connection that never came to it. */
export const itWasTheProxy = 'the proxy brought no further connection, so the server was not asked'

/** Who connected: this machine, or the proxy in its place. */
export function isThroughProxy(seen: Seen): boolean {
  return seen.target.proxy !== undefined
}

/** In quotation marks, with a colon before them; nothing where it said nothing. */
export function quotedAnswer({ said }: ProxyAnswer): string {
  return said === undefined ? '' : `: "${said}"`
}

/** A rule of a proxy; from the product's documents. */
export function proxyRemedy(product: string, text: string, config: string, file: string): Remedy {
  return {
    side: 'network',
    product,
    text,
    config,
    file,
    evidence: 'documents',
    lowersSecurity: false,
  }
}

/** The name goes into the URL, the password where no list of processes shows it. */
export function proxyLogin(proxy: string): Remedy {
  return {
    side: 'client',
    product: 'ftps-doctor',
    text: 'Give the name in the URL, and the password in a variable',
    config: `FTPS_DOCTOR_PROXY_PASSWORD=... ftps-doctor check HOST --proxy ${proxy.replace('://', '://NAME@')}`,
    evidence: 'documents',
    lowersSecurity: false,
  }
}
