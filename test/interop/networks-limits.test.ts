/** Servers and firewalls that allow an address one connection at a time: the check adapts, says so, and accuses nobody else. */
import type { Test } from 'tap'
import type { Matrix } from '../../probes/matrix.js'
import type { Report } from '../../src/model/report.js'
import { oneWire, rule } from '../support/namespaces.js'
import { isHealthy, testFaults, type Product } from '../support/network-check.js'
import { startProftpd, startPureFtpd, startPyftpdlib, startVsftpd } from '../support/real-products.js'

/** Each with the setting that its administrators use. */
const limited: readonly Product[] = [
  { name: 'vsftpd, max_per_ip=1', start: place => startVsftpd({ max_per_ip: '1' }, place) },
  { name: 'vsftpd, max_clients=1', start: place => startVsftpd({ max_clients: '1' }, place) },
  {
    name: 'ProFTPD, MaxClientsPerHost 1',
    start: place => startProftpd({ MaxClientsPerHost: '1' }, place),
  },
  {
    name: 'ProFTPD, MaxConnectionsPerHost 1',
    start: place => startProftpd({ MaxConnectionsPerHost: '1' }, place),
  },
  {
    name: 'Pure-FTPd, MaxClientsPerIP 1',
    start: place => startPureFtpd(2, { ...place, edit: text => `${text}MaxClientsPerIP 1\n` }),
  },
  {
    name: 'pyftpdlib, max_cons_per_ip = 1',
    start: place =>
      startPyftpdlib(
        { tls_control_required: true },
        {
          ...place,
          edit: text =>
            text.replace('server.serve_forever', 'server.max_cons_per_ip = 1\nserver.serve_forever'),
        },
      ),
  },
]

/**
 * ProFTPD 1.3.8 counts sessions in a file that it locks, and gives up after ten tries (src/scoreboard.c: "Do not proceed if
 * we cannot lock the scoreboard"): on a busy machine it lets in more than its limit. Its log says what it did.
 */
function letInMore({ name }: Product, log: string): boolean {
  return name.startsWith('ProFTPD, Max') && !/refused \(Max/.test(log)
}

/** The most that stood at one time: a check that never opened a second session met no limit either. */
function sessionsAtOnce({ observations }: Report): number {
  const { matrix } = observations
  return matrix?.status === 'observed' ? (matrix.value as Matrix).sessionsAtOnce : 0
}

/** The connections of the look beside others begin here (src/engine/connection-plan.ts). */
const beside = 1000

function isLimit(certainty: 'certain' | 'likely', summary: RegExp) {
  return (t: Test, report: Report): void => {
    isHealthy(t, report)
    const found = report.findings.find(({ id }) => id === 'session-limit-reached')
    t.equal(found?.severity, 'warning')
    t.equal(found?.certainty, certainty)
    t.match(found?.summary, summary)
  }
}

testFaults([
  ...limited.map(product => ({
    says: 'one session at a time',
    network: oneWire,
    product,
    judge: (t: Test, report: Report, log: string): void => {
      if (letInMore(product, log)) t.ok(sessionsAtOnce(report) > 1, 'ProFTPD let in more than its limit')
      else isLimit('certain', /With 1 session open, one more is turned away/)(t, report)
    },
  })),
  {
    says: 'a firewall refuses a second connection',
    soak: true,
    network: oneWire,
    break: network =>
      network.filter(
        'server',
        rule('input', 'tcp dport 21 ct state new ct count over 1 reject with tcp reset'),
      ),
    judge: isLimit('likely', /one more connection is refused; later/),
  },
  {
    says: 'a firewall drops a second connection',
    network: oneWire,
    break: network =>
      network.filter('server', rule('input', 'tcp dport 21 ct state new ct count over 1 drop')),
    judge: isLimit('likely', /one more connection is not answered; later/),
  },
  {
    says: 'a firewall drops a third connection',
    soak: true,
    network: oneWire,
    product: { name: 'vsftpd', start: place => startVsftpd({}, place) },
    break: network =>
      network.filter('server', rule('input', 'tcp dport 21 ct state new ct count over 2 drop')),
    judge: isLimit('likely', /With 2 connections open, one more connection is not answered; later/),
  },
  {
    says: 'a firewall counts data connections as well, and refuses a third',
    network: oneWire,
    product: { name: 'vsftpd', start: place => startVsftpd({}, place) },
    break: network =>
      network.filter(
        'server',
        rule('input', 'tcp dport 1-65535 ct state new ct count over 2 reject with tcp reset'),
      ),
    judge(t, report) {
      const limits = ['session-limit-reached', 'later-connections-refused']
      t.ok(
        report.findings.some(({ id }) => limits.includes(id)),
        'the limit is found',
      )
      t.notOk(report.findings.some(({ id }) => id.startsWith('passive-ports-')))
    },
  },
  {
    says: 'one SYN beside others gets lost, and nothing is limited',
    network: oneWire,
    product: { name: 'vsftpd', start: place => startVsftpd({}, place) },
    break: network =>
      network.filter('server', rule('input', 'tcp dport 21 ct state new numgen inc mod 1000 == 4 drop')),
    judge(t, report) {
      isHealthy(t, report)
      const slow = report.transcript.connections.filter(({ id }) => id >= beside && id < beside + 100)
      t.not(slow.length, 0, 'the loss was noticed, and looked at again')
      t.notOk(report.findings.some(({ id }) => id === 'session-limit-reached'))
    },
  },
  {
    says: 'more processes than one are not to be had, and nothing is said',
    network: oneWire,
    product: { name: 'ProFTPD, MaxInstances 1', start: place => startProftpd({ MaxInstances: '1' }, place) },
    judge: isLimit('likely', /closed without a word/),
  },
])
