/** Middleboxes that read along: a connection that dies when encryption begins, and ports that open only where 227 can be read. */
import { publicServer, routed, rule } from '../support/namespaces.js'
import { isCause, passiveRange, testFaults, type Break, type Fault } from '../support/network-check.js'
import { startVsftpd } from '../support/real-products.js'
import { standIn } from '../support/stand-in.js'

/** The first two bytes of a TLS handshake, and of what is said behind it (RFC 8446 §5.1), where a segment begins. */
const handshake = '@ih,0,16 0x1603'
const encrypted = '@ih,0,16 0x1703'
/** A ServerHello with its first extension, supported_versions: TLS 1.3 (RFC 8446 §4.1.3, as OpenSSL orders it). */
const answerOf13 = '@ih,648,48 0x002b00020304'
const onTheWay = (what: string): Break => {
  const rules = rule('forward', what)
  return network => network.filter('router', rules)
}

const dying: readonly Fault[] = [
  {
    says: 'a reset at the ClientHello',
    network: routed,
    break: onTheWay(`tcp dport 21 ${handshake} reject with tcp reset`),
    judge: (t, report) => isCause(t, report, 'closed-after-auth', /reset at the first TLS hello/),
  },
  {
    says: 'the ClientHello is dropped',
    network: routed,
    break: onTheWay(`tcp dport 21 ${handshake} drop`),
    judge: (t, report) => isCause(t, report, 'hello-unanswered'),
  },
  {
    says: 'the answer to it is dropped',
    soak: true,
    network: routed,
    break: onTheWay(`tcp sport 21 ${handshake} drop`),
    judge: (t, report) => isCause(t, report, 'hello-unanswered'),
  },
  {
    says: 'a proxy closes at the ClientHello',
    soak: true,
    network: routed,
    break: standIn('close', '21'),
    judge: (t, report) => isCause(t, report, 'closed-after-auth', /closed at the first TLS hello/),
  },
  {
    says: 'a proxy swallows the ClientHello',
    soak: true,
    network: routed,
    break: standIn('swallow', '21'),
    judge: (t, report) => isCause(t, report, 'hello-unanswered'),
  },
  {
    says: 'the answer to a hello of TLS 1.3 is dropped',
    network: routed,
    break: onTheWay(`tcp sport 21 ${answerOf13} drop`),
    judge: (t, report) => isCause(t, report, 'tls13-intolerant', /does not bear the offer of TLS 1\.3/),
  },
  {
    says: 'what is said behind the handshake is dropped',
    network: routed,
    break: onTheWay(`tcp dport 21 ${encrypted} drop`),
    judge: (t, report) => isCause(t, report, 'encryption-inspected', /FEAT or USER, gets no reply/),
  },
  {
    says: 'what is said behind the handshake is reset',
    soak: true,
    network: routed,
    break: onTheWay(`tcp dport 21 ${encrypted} reject with tcp reset`),
    judge: (t, report) => isCause(t, report, 'encryption-inspected', /FEAT or USER, meets/),
  },
  {
    says: 'what the server says behind the handshake is dropped',
    network: routed,
    break: onTheWay(`tcp sport 21 ${encrypted} drop`),
    judge: (t, report) => isCause(t, report, 'encryption-inspected', /FEAT or USER, gets no reply/),
  },
  {
    says: 'hellos on data connections are reset',
    network: routed,
    break: onTheWay(`ip saddr ${publicServer} tcp sport ${passiveRange} ${handshake} reject with tcp reset`),
    judge: (t, report) => isCause(t, report, 'data-handshake-unanswered'),
  },
]

/** Linux' own FTP helper: it reads 227 and PORT, and opens what they name. */
const reading = `table inet test {
  ct helper ftp {
    type "ftp" protocol tcp
  }
  chain prerouting {
    type filter hook prerouting priority -200
    tcp dport 21 ct helper set "ftp"
  }
  chain forward {
    type filter hook forward priority 0; policy drop
    ct state established,related accept
    tcp dport { 21, 990 } accept
    reject with icmpx admin-prohibited
  }
}`
const optional = { force_local_logins_ssl: 'NO', force_local_data_ssl: 'NO' }
const blinded: Omit<Fault, 'says' | 'judge'> = {
  network: routed,
  product: { name: 'vsftpd, TLS optional', start: place => startVsftpd(optional, place) },
  break: network => network.filter('router', reading),
}

testFaults([
  ...dying,
  {
    ...blinded,
    says: 'a firewall opens only what it can read',
    options: ['--allow-clear-login'],
    judge(t, report) {
      isCause(t, report, 'encrypted-control-blinds-firewall')
      t.equal(report.findings[0]?.certainty, 'certain')
    },
  },
  {
    ...blinded,
    says: 'the same, and nobody may log in in clear',
    soak: true,
    judge: (t, report) => isCause(t, report, 'passive-ports-filtered'),
  },
])
