/** Works from one network, not from another: the same server in the same minute, asked from a place that it bans and from one that it does not. */
import {
  insideServer,
  natNetwork,
  portForwarding,
  publicRouter,
  routed,
  rule,
} from '../support/namespaces.js'
import {
  errorsOf,
  isCause,
  isHealthy,
  passiveRange,
  testFaults,
  type Break,
  type Fault,
  type Product,
} from '../support/network-check.js'
import { startPureFtpd, startVsftpd } from '../support/real-products.js'
import { standIn } from '../support/stand-in.js'

const client = '198.51.100.2'
const banning = (what: string): Break => {
  const rules = rule('input', `ip saddr ${client} ${what}`)
  return network => network.filter('server', rules)
}

const bans: readonly Fault[] = [
  {
    says: 'banned-source-address: all that comes from there is dropped',
    network: routed,
    break: banning('drop'),
    judge: (t, report) => isCause(t, report, 'host-unreachable'),
  },
  {
    says: 'banned-source-address: port 21 is dropped',
    network: routed,
    break: banning('tcp dport 21 drop'),
    judge: (t, report) => isCause(t, report, 'connection-filtered', /port 990 of the same host answers/),
  },
  {
    says: 'banned-source-address: refused, which a server that is down looks like',
    soak: true,
    network: routed,
    break: banning('tcp dport 21 reject with tcp reset'),
    judge(t, report) {
      isCause(t, report, 'connection-refused')
      t.ok(report.findings[0]?.owner.includes('network'), 'the server alone is not accused')
    },
  },
  {
    says: 'the same ban, seen from an address that is not banned',
    network: routed,
    from: 'router',
    break: banning('drop'),
    judge: isHealthy,
  },
]

/** Full-size packets of the server vanish, and no word of it comes back (RFC 2923 §2.1). */
const blackHole: Break = network =>
  network.filter(
    'router',
    rule('forward', 'iifname eth1 tcp sport { 21, 50000-50099 } meta length > 1000 drop'),
  )

const holes: readonly Fault[] = [
  {
    says: 'mtu-black-hole: the certificate never arrives, and silence is not called a refusal',
    network: routed,
    product: { name: 'vsftpd', start: place => startVsftpd({}, place) },
    break: blackHole,
    judge(t, report) {
      isCause(t, report, 'hello-unanswered')
      t.ok(report.findings[0]?.owner.includes('network'))
    },
  },
  {
    says: 'mtu-black-hole, seen from this side of it',
    soak: true,
    network: routed,
    from: 'router',
    break: blackHole,
    judge: isHealthy,
  },
]

const announcing: Product = {
  name: 'vsftpd',
  start: place => startVsftpd({ pasv_address: publicRouter }, place),
}
const forwarding: Break = network =>
  network.filter(
    'router',
    [
      rule('prerouting', `iifname eth0 tcp dport { 21, ${passiveRange} } dnat ip to ${insideServer}`),
      rule('postrouting', 'oifname eth0 masquerade'),
    ].join('\n'),
  )
const atHome = {
  network: portForwarding,
  place: { address: insideServer },
  product: announcing,
  break: forwarding,
} as const

const masquerades: readonly Fault[] = [
  {
    ...atHome,
    says: 'masquerade-hits-lan-clients: the public address is named to a neighbour, too',
    from: 'router',
    host: insideServer,
    judge(t, report) {
      const found = report.findings.find(({ id }) => id === 'passive-address-wrong')
      t.equal(found?.certainty, 'likely')
      t.equal(found?.severity, 'warning')
      t.same(errorsOf(report), [])
    },
  },
  {
    ...atHome,
    says: 'the same server, seen from outside',
    host: publicRouter,
    judge: isHealthy,
  },
]

/** A line of two addresses: control connections leave by one, data connections by the other. */
const twoAddresses: Break = async network => {
  await network.exec('router', ['ip', 'address', 'add', '203.0.113.99/24', 'dev', 'eth1'])
  const [control, data] = ['203.0.113.1', '203.0.113.99']
  await network.filter(
    'router',
    rule(
      'postrouting',
      `oifname eth1 tcp dport 21 snat ip to ${control}\n  oifname eth1 tcp dport ${passiveRange} snat ip to ${data}`,
    ),
  )
}

const others: readonly Fault[] = [
  {
    says: 'server-verifies-peer-host',
    network: natNetwork,
    product: { name: 'vsftpd', start: place => startVsftpd({}, place) },
    break: twoAddresses,
    judge: (t, report) => isCause(t, report, 'data-peer-mismatch', /"425 Security: Bad IP connecting\."/),
  },
  {
    says: 'active-behind-nat',
    soak: true,
    network: natNetwork,
    judge(t, report) {
      isHealthy(t, report)
      const found = report.findings.find(({ id }) => id === 'active-behind-our-nat')
      t.equal(found?.severity, 'info')
    },
  },
  {
    says: 'the ports for data lead to another server, which greets there',
    network: routed,
    product: { name: 'vsftpd', start: place => startVsftpd({}, place) },
    break: standIn('swallow', passiveRange),
    judge(t, report) {
      isCause(t, report, 'passive-ports-elsewhere', /another machine or program answers/)
      const found = report.findings.map(({ id }) => id)
      t.notOk(found.includes('protection-not-honoured'), 'the server did not send it')
    },
  },
  {
    says: 'load-balancer-splits-channels: every other data connection meets a machine that knows nothing of it',
    network: routed,
    product: { name: 'Pure-FTPd', start: place => startPureFtpd(2, place) },
    break: network =>
      network.filter(
        'server',
        rule('input', `tcp dport ${passiveRange} ct state new numgen inc mod 2 == 1 reject with tcp reset`),
      ),
    judge(t, report) {
      const refused = report.findings.find(({ id }) => id === 'passive-ports-refused')
      t.equal(refused?.certainty, 'likely', 'some ports opened')
      t.same(
        errorsOf(report).filter(id => id !== 'passive-ports-refused'),
        [],
        'and nobody else is accused',
      )
    },
  },
]

testFaults([...bans, ...holes, ...masquerades, ...others])
