/** A server behind a router that forwards its ports: which address PASV names, and which ports are passed on. */
import { insideServer, portForwarding, publicRouter, rule } from '../support/namespaces.js'
import {
  isCause,
  isHealthy,
  passiveRange,
  products,
  testFaults,
  type Break,
  type Fault,
  type Product,
} from '../support/network-check.js'
import { startProftpd, startVsftpd } from '../support/real-products.js'

const forward = (ports: string, to: string = insideServer): string =>
  `iifname eth0 tcp dport ${ports} dnat ip to ${to}`
const everything = forward(`{ 21, ${passiveRange} }`)

/** What the router passes on; answers to it and calls from the inside find their way by themselves. */
function passing(rules: readonly string[], filter = ''): Break {
  const nat = rule('prerouting', rules.join('\n  '))
  const masquerading = rule('postrouting', 'oifname eth0 masquerade')
  return network => network.filter('router', [nat, masquerading, filter].join('\n'))
}
const dropTheRest = rule('input', 'tcp dport 1024-65535 drop')

const announcing = (address: string): readonly Product[] => [
  { name: 'vsftpd', start: place => startVsftpd({ pasv_address: address }, place) },
  { name: 'ProFTPD', start: place => startProftpd({ MasqueradeAddress: address }, place) },
]

/** One fault for each of some products: they differ in how an address is announced. */
const forEach = (
  some: readonly Product[],
  fault: Omit<Fault, 'network' | 'place' | 'host' | 'product'>,
): readonly Fault[] =>
  some.map(product => ({
    ...fault,
    network: portForwarding,
    place: { address: insideServer },
    host: publicRouter,
    product,
  }))

testFaults([
  ...forEach(products, {
    says: 'no public address is announced',
    break: passing([everything]),
    judge(t, report) {
      t.equal(report.cause, 'passive-address-private')
      t.equal(report.verdict.status, 'impaired')
      const [first] = report.findings
      t.equal(first?.certainty, 'certain')
      t.same(first?.owner, ['server-configuration'])
      t.match(first?.summary, /names 192\.168\.50\.7.*at 198\.51\.100\.1 works/)
    },
  }),
  ...forEach(announcing(publicRouter), {
    says: 'the public address is announced',
    break: passing([everything]),
    judge: isHealthy,
  }),
  ...forEach(announcing('192.0.2.99'), {
    says: 'another public address is announced',
    break: passing([everything]),
    judge(t, report) {
      t.equal(report.cause, 'passive-address-wrong')
      t.equal(report.verdict.status, 'impaired')
      t.equal(report.findings[0]?.certainty, 'certain')
    },
  }),
  ...forEach(announcing(publicRouter), {
    says: 'the public address is announced, and only port 21 is passed on',
    break: passing([forward('21')]),
    judge: (t, report) => isCause(t, report, 'passive-ports-refused'),
  }),
  ...forEach(products.slice(2), {
    says: 'no public address is announced, and only port 21 is passed on',
    soak: true,
    break: passing([forward('21')]),
    judge: (t, report) =>
      isCause(t, report, 'passive-ports-refused', /PASV, moreover, names 192\.168\.50\.7/),
  }),
  ...forEach(products.slice(0, 1), {
    says: 'only port 21 is passed on, and the router drops the rest',
    break: passing([forward('21')], dropTheRest),
    judge: (t, report) => isCause(t, report, 'passive-ports-filtered', /PASV, moreover/),
  }),
  ...forEach(announcing(publicRouter).slice(0, 1), {
    says: 'the ports are passed on to ports where nobody listens',
    soak: true,
    break: passing([forward('21'), forward(passiveRange, `${insideServer}:51000-51099`)]),
    judge: (t, report) => isCause(t, report, 'passive-ports-refused'),
  }),
  ...forEach(announcing(publicRouter).slice(0, 1), {
    says: 'one port of the range is passed on, and the router drops the rest',
    break: passing([forward('{ 21, 50000 }')], dropTheRest),
    judge: (t, report) => t.equal(report.cause, 'passive-ports-filtered'),
  }),
])
