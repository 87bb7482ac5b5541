/**
 * The relay in front of real servers: clients that we did not write meet the fault, and the check names what it imitates. Without a
 * fault both get through.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startRelay, type RelayOptions, type RunningRelay } from '../../fixtures/start-relay.js'
import type { Report } from '../../src/model/report.js'
import { limits, scaledDeadlines } from '../../src/model/limits.js'
import { check } from '../../src/run/check.js'
import { skipUnless, type Need } from '../support/needs.js'
import { startProftpd, startPyftpdlib, startVsftpd } from '../support/real-products.js'
import type { RealServer } from '../support/real.js'

const needs: readonly Need[] = ['root', 'namespaces', 'vsftpd', 'proftpd', 'pyftpdlib', 'curl', 'lftp']
const skip = skipUnless(...needs)
// They wait much and compute little.
t.jobs = 4

interface Scene {
  readonly server: RealServer
  readonly relay: RunningRelay
}

async function scene(
  t: Test,
  start: () => Promise<RealServer>,
  options: RelayOptions | ((server: RealServer) => RelayOptions),
): Promise<Scene> {
  const server = await start()
  t.teardown(() => server.close())
  const relay = await startRelay(server, typeof options === 'function' ? options(server) : options)
  t.teardown(() => relay.close())
  return { server, relay }
}

interface Outcome {
  readonly code: unknown
  readonly text: string
}

function run(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise(resolve => {
    const child = execFile(program, args, { timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, text: out + err }),
    )
    child.stdin?.end()
  })
}

async function curl(t: Test, { server, relay }: Scene, ...options: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-relay-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, server.ca)
  const account = ['-u', `${server.user}:${server.password}`, '--cacert', ca]
  return run('curl', ['-q', '-sS', ...account, ...options, `ftp://${relay.host}:${relay.port}/`])
}

function look({ server, relay }: Scene, options: Parameters<typeof check>[1] = {}): Promise<Report> {
  const { user, password, ca } = server
  const { host, port } = relay
  return check(host, { port, implicitPort: port, user, password, ca, ...options })
}

void t.test('vsftpd: without a fault all goes through, data inside TLS past it', { skip }, async t => {
  const all = await scene(t, () => startVsftpd(), {})
  t.match(await curl(t, all, '--ssl-reqd'), { code: 0, text: /hello\.txt/ })
  const report = await look(all)
  t.equal(report.verdict.status, 'healthy')
  t.same(report.faults, [])
})

void t.test('ProFTPD behind who masks AUTH: its own words give it away', { skip }, async t => {
  const all = await scene(t, () => startProftpd({ TLSRequired: 'off' }), {
    faults: ['auth-masked', 'greeting-starred'],
  })
  t.match(await curl(t, all, '--ssl-reqd'), { code: 64 })
  const report = await look(all)
  t.equal(report.cause, 'commands-masked')
  t.match(report.findings[0], { certainty: 'certain', owner: ['network'], quote: '500 XXXX not understood' })
  t.notOk(report.findings.some(({ id }) => id === 'tls-not-offered'))
})

void t.test('ProFTPD that wants TLS answers AUTH with that wish', { skip }, async t => {
  const all = await scene(t, () => startProftpd(), { faults: ['auth-masked'] })
  const report = await look(all)
  t.equal(report.cause, 'commands-masked')
  t.match(report.findings[0], { certainty: 'likely', quote: '550 SSL/TLS required on the control channel' })
})

void t.test('pyftpdlib behind the same', { skip }, async t => {
  const all = await scene(t, () => startPyftpdlib({ tls_control_required: true }), {
    faults: ['auth-masked'],
  })
  const report = await look(all)
  t.equal(report.cause, 'commands-masked')
  t.match(report.findings[0], { certainty: 'certain', quote: '500 Command "XXXX" not understood.' })
})

void t.test(
  'vsftpd quotes nothing: then FEAT alone contradicts, and both owners are named',
  { skip },
  async t => {
    const all = await scene(t, () => startVsftpd(), { faults: ['auth-masked'] })
    const report = await look(all)
    t.equal(report.cause, 'tls-not-offered')
    t.match(report.findings[0], { certainty: 'likely', owner: ['server-configuration', 'network'] })
  },
)

void t.test('ProFTPD behind who resets encryption', { skip }, async t => {
  const all = await scene(t, () => startProftpd(), { faults: ['reset-at-hello'] })
  t.match(await curl(t, all, '--ssl-reqd'), { code: 35, text: /reset by peer/ })
  t.equal((await look(all)).cause, 'closed-after-auth')
})

void t.test('vsftpd in clear: data through the relay, by curl and lftp, and cut short', { skip }, async t => {
  const clear = (): Promise<RealServer> => startVsftpd({ ssl_enable: 'NO' })
  const all = await scene(t, clear, { faults: ['split=7'] })
  for (const way of [[], ['--disable-epsv'], ['-P', '-'], ['-P', '-', '--disable-eprt']])
    t.match(await curl(t, all, ...way), { code: 0, text: /hello\.txt/ }, `curl ${way.join(' ')}`)
  const { user, password } = all.server
  const url = `ftp://${all.relay.host}:${all.relay.port}`
  const script = 'set ftp:ssl-allow no; set net:max-retries 1; ls; exit'
  t.match(await run('lftp', ['--norc', '-u', `${user},${password}`, '-e', script, url]), {
    text: /hello\.txt/,
  })
  t.equal(all.relay.seen.filter(({ kind }) => kind === 'data-connection').length, 5)
  const cut = await scene(t, clear, { faults: ['data-reset=20'] })
  t.match(await curl(t, cut), { code: 56, text: /reset by peer/ })
})

void t.test('pyftpdlib behind a firewall that is blind inside TLS', { skip }, async t => {
  const blind =
    (faults: readonly string[]) =>
    (server: RealServer): RelayOptions => ({
      ...{ faults, host: '127.0.0.2' },
      passivePorts: { from: server.passive[0], to: server.passive[1] },
    })
  const start = (): Promise<RealServer> => startPyftpdlib({}, { names: ['127.0.0.2'] })
  const rule = await scene(t, start, blind([]))
  const passive = { passiveOnly: true, limits: scaledDeadlines(limits, 4) }
  const through = await look(rule, passive)
  const extended = through.cells.find(({ id }) => id === 'auth-tls/P/EPSV')
  t.equal(extended?.status, 'works', 'a fixed rule for the range')
  t.ok(rule.relay.seen.some(event => event.kind === 'data-connection' && !event.read))
  const dropped = await scene(t, start, blind(['unread-ports-silent']))
  t.match(await curl(t, dropped), { code: 0, text: /hello\.txt/ }, 'in clear it lists')
  const report = await look(dropped, { allowClearLogin: true, ...passive })
  t.equal(report.cause, 'encrypted-control-blinds-firewall')
})
