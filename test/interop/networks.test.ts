/**
 * What firewalls do to a healthy server, and that they are told as what they are: by the command line, which runs where
 * the client is. Networks that translate addresses, that count connections and that read along have files of their own.
 */
import { natNetwork, oneWire, routed, rule } from '../support/namespaces.js'
import {
  errorsOf,
  isCause,
  isHealthy,
  passiveRange,
  testFaults,
  type Break,
  type Fault,
} from '../support/network-check.js'

/** Connections to these ports alone: a reply to a client's own port may carry such a number, too. */
const newTo = (ports: string): string => `tcp dport ${ports} ct state new`

/** Who stands in the way of the passive ports: of the server, between, or of the client, who cannot know the range. */
const places = [
  { node: 'server', hook: 'input', ports: passiveRange },
  { node: 'router', hook: 'forward', ports: passiveRange },
  { node: 'client', hook: 'output', ports: '1024-65535' },
] as const

const answers = [
  { how: 'drop', cause: 'passive-ports-filtered', summary: /never answer.*silence/ },
  {
    how: 'reject with icmp admin-prohibited',
    cause: 'passive-ports-filtered',
    summary: /turns connections away.*reported unreachable/,
  },
  {
    how: 'reject with icmp port-unreachable',
    cause: 'passive-ports-refused',
    summary: /or a firewall on the way answers no.*refused at once/,
  },
  {
    how: 'reject with tcp reset',
    cause: 'passive-ports-refused',
    summary: /or a firewall on the way answers no.*refused at once/,
  },
] as const

const walls = places.flatMap(({ node, hook, ports }) =>
  answers
    // A host sends no reset to itself on its way out: that is a drop.
    .filter(({ how }) => node !== 'client' || !how.includes('reset'))
    .map(({ how, cause, summary }): Fault => ({
      says: `${how} on the ${hook} of the ${node}`,
      network: routed,
      break: network => network.filter(node, rule(hook, `${newTo(ports)} ${how}`)),
      judge(t, report) {
        isCause(t, report, cause, summary)
        const [first] = report.findings
        t.equal(first?.certainty, 'certain')
        t.ok(first?.owner.includes('network'))
        t.match(`${first?.summary} ${first?.wouldProve}`, /side|machine/, 'whose it is needs a second place')
      },
    })),
)

const closed = (ports: string): Break => {
  const rules = rule('input', `${newTo(ports)} drop`)
  return network => network.filter('server', rules)
}

const parts: readonly Fault[] = [
  {
    says: 'one port of the range is open',
    network: natNetwork,
    break: closed('50001-50099'),
    judge: (t, report) => t.equal(report.cause, 'passive-ports-filtered'),
  },
  {
    says: 'a part of the range is open',
    network: natNetwork,
    break: closed('50030-50099'),
    judge(t, report) {
      t.equal(report.cause, 'passive-ports-filtered')
      t.notMatch(report.findings[0]?.summary, /not the number that decides/)
    },
  },
]

const others: readonly Fault[] = [
  { says: 'healthy from behind NAT', network: natNetwork, judge: isHealthy },
  {
    says: 'a dropped 990 accuses nobody',
    network: oneWire,
    break: network => network.filter('server', rule('input', 'tcp dport 990 drop')),
    judge: isHealthy,
  },
  {
    says: 'no way back in active mode either: what ordinary clients miss comes first',
    network: oneWire,
    async break(network) {
      await network.filter('server', rule('input', `${newTo(passiveRange)} reject with tcp reset`))
      await network.filter('client', rule('input', 'tcp flags & (syn | ack) == syn drop'))
    },
    judge(t, report) {
      isCause(t, report, 'passive-ports-refused')
      t.same(errorsOf(report), ['passive-ports-refused', 'active-blocked'])
    },
  },
]

testFaults([...others, ...walls, ...parts])
