/** "Connection refused", "403", a timeout or a hang-up, with a proxy between: of whom does it speak, proxy or server? */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Test } from 'tap'
import type { ScriptedFaults } from '../../fixtures/scripted/scripted-faults.js'
import { startScripted } from '../../fixtures/scripted/start-scripted.js'
import type { Deadlines } from '../../src/model/limits.js'
import type { Proxy } from '../../src/net/proxy.js'
import { check } from '../../src/run/check.js'
import { optionsFor } from '../src/run/support/look.js'
import { startProxy, type ProxyRules, type Verdict } from '../support/test-proxy.js'
import { explicitOnly, lookAlikes, patientBut, type Member } from './support/group.js'

const ids = [
  'proxy-unreachable',
  'proxy-refused',
  'proxy-cannot-connect',
  'proxy-refuses-data-ports',
  'connection-refused',
  'connection-filtered',
  'host-unreachable',
  'host-unknown',
  'closed-before-greeting',
  'passive-ports-filtered',
  'passive-ports-refused',
  'passive-ports-elsewhere',
  'data-closed-before-tls',
  'data-connection-given-up',
  'passive-address-private',
  'passive-address-wrong',
  'tls-not-offered',
  'session-limit-reached',
  'later-connections-refused',
  'unknown-cause',
]

interface Between {
  readonly scheme: Proxy['scheme']
  /** Of the control port, and of all others. */
  readonly control?: Verdict
  readonly data?: Verdict
  /** So many control connections pass, and no more. */
  readonly most?: number
  readonly login?: ProxyRules['login']
  readonly faults?: ScriptedFaults
  readonly short?: Partial<Deadlines>
  /** Looks by a name that this machine does not know. */
  readonly host?: string
}

/** Only the proxy knows this name. */
const inside = 'ftp.inside.example'

/** A server that is well, unless it says otherwise, behind a proxy that has its rules. */
function behind({
  scheme,
  control = 'pass',
  data = 'pass',
  host = inside,
  ...more
}: Between): Member['look'] {
  return async t => {
    const server = await startScripted(more.faults ?? {}, explicitOnly)
    t.teardown(() => server.close())
    let controls = 0
    const ofControl = (): Verdict => (++controls > (more.most ?? Infinity) ? 403 : control)
    const proxy = await startProxy(t, {
      names: { [inside]: server.host },
      verdict: (_, port) => (port === server.port ? ofControl() : data),
      ...(more.login === undefined ? {} : { login: more.login }),
    })
    const report = await check(host, {
      ...optionsFor(server),
      tlsName: server.host,
      only: ['auth-tls/P/*', 'auth-tls/C/*'],
      limits: patientBut(more.short),
      proxy: { scheme, host: '127.0.0.1', port: proxy.port },
    })
    t.same(
      proxy.asked.filter(place => !place.startsWith(`${host}:`)),
      [],
      'it is told the name, and no other',
    )
    t.equal(report.target.proxy, `${scheme}://127.0.0.1:${proxy.port}`)
    const active = report.cells.filter(({ id }) => /^auth-tls\/P\/(PORT|EPRT)$/.test(id))
    t.same(
      active.map(({ reason }) => reason),
      ['through-proxy', 'through-proxy'],
      'nobody could come to us',
    )
    return report
  }
}

/** A port that was given back just now. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Not a server but a port that refuses, behind a proxy; or a proxy that is none. */
function nothingAt(scheme: Proxy['scheme'], proxyPort?: (t: Test) => Promise<number>): Member['look'] {
  return async t => {
    const port = proxyPort === undefined ? (await startProxy(t)).port : await proxyPort(t)
    const proxy = { scheme, host: '127.0.0.1', port }
    return check('127.0.0.1', { port: await deadPort(), proxy, limits: patientBut() })
  }
}

async function ftpServerAsProxy(t: Test): Promise<number> {
  const server = await startScripted({}, explicitOnly)
  t.teardown(() => server.close())
  return server.port
}

lookAlikes('through a proxy', ids, [
  { says: 'all is well through SOCKS 5, by a name', look: behind({ scheme: 'socks5' }), cause: null },
  { says: 'all is well through SOCKS 4a, by a name', look: behind({ scheme: 'socks4a' }), cause: null },
  { says: 'all is well through HTTP, by a name', look: behind({ scheme: 'http' }), cause: null },
  {
    says: 'all is well through SOCKS 5, by an address',
    look: behind({ scheme: 'socks5', host: '127.0.0.1' }),
    cause: null,
  },
  {
    says: 'a rule of the proxy for the control port',
    look: behind({ scheme: 'http', control: 403 }),
    cause: 'proxy-refused',
    certainty: 'certain',
    summary: /HTTP 403 Forbidden/,
  },
  {
    says: 'a proxy that lets two connections through and no more: the server offers TLS all the same',
    look: behind({ scheme: 'http', most: 2 }),
    cause: 'proxy-refused',
    certainty: 'likely',
    summary: /at first, and later brings no connection/,
    undetermined: { 'tls-not-offered': /did not come about/ },
  },
  {
    says: 'a proxy that wants a login',
    look: behind({ scheme: 'socks5', login: { user: 'a', password: 'b' } }),
    cause: 'proxy-refused',
    summary: /wants a login/,
  },
  {
    says: 'no proxy, but the FTP server itself',
    look: nothingAt('socks5', ftpServerAsProxy),
    cause: 'proxy-refused',
    owner: ['client'],
    summary: /is no such proxy: "220 /,
  },
  {
    says: 'no proxy at all',
    look: nothingAt('http', deadPort),
    cause: 'proxy-unreachable',
    certainty: 'certain',
    undetermined: { 'host-unreachable': /./, 'connection-refused': /./ },
  },
  {
    says: 'proxy-control-only: an HTTP proxy with a rule for ports',
    look: behind({ scheme: 'http', data: 403 }),
    cause: 'proxy-refuses-data-ports',
    certainty: 'certain',
    undetermined: { 'passive-ports-filtered': /a proxy was to connect/, 'passive-ports-refused': /a proxy/ },
  },
  {
    says: 'proxy-control-only: a SOCKS proxy with a rule for ports',
    look: behind({ scheme: 'socks5', data: 2 }),
    cause: 'proxy-refuses-data-ports',
    certainty: 'certain',
  },
  {
    says: 'the proxy cannot connect to data ports, and does not say whose fault that is',
    look: behind({ scheme: 'http', data: 503 }),
    cause: 'proxy-refuses-data-ports',
    certainty: 'likely',
  },
  {
    says: 'the proxy waits for data ports longer than we do',
    look: behind({ scheme: 'socks4a', data: 'silence', short: { dataConnect: 300, afterSilences: 300 } }),
    cause: 'proxy-refuses-data-ports',
    certainty: 'likely',
  },
  {
    says: 'a proxy that hangs up, as ssh -D does, where it does not reach the data ports',
    look: behind({ scheme: 'socks5', data: 'hang-up' }),
    cause: 'proxy-refuses-data-ports',
    certainty: 'likely',
  },
  {
    says: 'a proxy that hangs up, as ssh -D does, where it does not reach the server',
    look: behind({ scheme: 'socks5', control: 'hang-up' }),
    cause: 'proxy-cannot-connect',
    certainty: 'likely',
    summary: /ssh -D/,
  },
  {
    says: 'a proxy that says yes before it has connected, and does not reach the data ports',
    look: behind({ scheme: 'socks5', data: 'yes-and-hang-up', short: { reply: 500 } }),
    cause: 'proxy-refuses-data-ports',
    certainty: 'likely',
  },
  {
    says: 'data ports at which nobody listens',
    look: behind({ scheme: 'socks5', faults: { passivePorts: 'refused' } }),
    cause: 'passive-ports-refused',
    certainty: 'likely',
    summary: /refuse connections, says the proxy/,
  },
  {
    says: 'a private address in the 227, which may be right where the proxy is',
    look: behind({ scheme: 'socks5', faults: { passiveAddress: '10.1.2.3' } }),
    cause: null,
    undetermined: { 'passive-address-private': /the proxy looked the name up/ },
  },
  {
    says: 'the port refuses, and the proxy has a word for it',
    look: nothingAt('socks5'),
    cause: 'connection-refused',
    certainty: 'likely',
    summary: /refuses? connections, says the proxy/,
  },
  {
    says: 'the port refuses, and the proxy has no word for it',
    look: nothingAt('http'),
    cause: 'proxy-cannot-connect',
    certainty: 'likely',
    summary: /HTTP 503/,
  },
  {
    says: 'the proxy waits for the server longer than we do',
    look: behind({ scheme: 'socks5', control: 'silence', short: { connect: 500 } }),
    cause: 'proxy-cannot-connect',
    summary: /says nothing for/,
  },
  {
    says: 'a proxy that says yes before it has connected, and does not reach the server',
    look: behind({ scheme: 'socks5', control: 'yes-and-hang-up' }),
    cause: 'closed-before-greeting',
    certainty: 'likely',
    summary: /or the proxy did not get there/,
  },
])
