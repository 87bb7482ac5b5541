/**
 * Proxies that we did not write, between us and a bundled server; and curl, which we did not write either, through the proxy
 * of our tests: two judges of one another.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { startScripted } from '../../fixtures/scripted/start-scripted.js'
import type { RunningServer } from '../../fixtures/running-server.js'
import { findings } from '../../src/findings/index.js'
import type { Report } from '../../src/model/report.js'
import type { Proxy } from '../../src/net/proxy.js'
import { check } from '../../src/run/check.js'
import { explicitOnly, patientBut } from '../look-alikes/support/group.js'
import { optionsFor } from '../src/run/support/look.js'
import { findProgram, skipUnless } from '../support/needs.js'
import { takePorts } from '../support/ports.js'
import { startProxy, type ProxyRules } from '../support/test-proxy.js'

const run = promisify(execFile)

async function start(t: Test): Promise<RunningServer> {
  const server = await startScripted({}, explicitOnly)
  t.teardown(() => server.close())
  return server
}

function look(server: RunningServer, proxy: Proxy, port = server.port): Promise<Report> {
  const only = ['auth-tls/P/PASV', 'auth-tls/P/EPSV']
  return check(server.host, { ...optionsFor(server), port, only, limits: patientBut(), proxy })
}

/** A program that listens on loopback, until the test ends. */
async function listening(
  t: Test,
  port: number,
  program: string,
  args: readonly string[],
): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: 'ignore' })
  t.teardown(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  const signal = AbortSignal.timeout(20_000)
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`)
    const socket = connect(port, '127.0.0.1')
    const isUp = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isUp) return child
    signal.throwIfAborted()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function freePort(t: Test): Promise<number> {
  const block = await takePorts()
  t.teardown(() => block.release())
  return block.port
}

t.test(
  'curl lists through the proxy of our tests, in each of its protocols',
  { skip: skipUnless('curl') },
  async t => {
    const server = await start(t)
    const proxy = await startProxy(t)
    const place = `127.0.0.1:${proxy.port}`
    const ca = join(t.testdir({ 'ca.pem': server.ca }), 'ca.pem')
    for (const way of [
      ['--proxy', `socks5h://${place}`],
      ['--proxy', `socks4a://${place}`],
      ['--proxy', `http://${place}`, '--proxytunnel'],
    ]) {
      const login = [
        '-u',
        `${server.user}:${server.password}`,
        '--cacert',
        ca,
        '--ssl-reqd',
        '-sS',
        '-m',
        '30',
      ]
      const { stdout } = await run('curl', [...login, ...way, `ftp://localhost:${server.port}/`])
      t.match(stdout, /readme|hello|\.txt|-rw/, way.join(' '))
    }
    t.ok(proxy.passed.length >= 6, 'control and data')
  },
)

t.test('curl says what the findings say that it prints', { skip: skipUnless('curl') }, async t => {
  const server = await start(t)
  const data = (port: number): boolean => port !== server.port
  const login = { user: 'a', password: 'b' }
  const table: readonly (readonly [id: string, scheme: string, ProxyRules])[] = [
    ['proxy-refused', 'http', { verdict: () => 403 }],
    ['proxy-refused', 'http', { login }],
    ['proxy-refused', 'socks5h', { verdict: () => 2 }],
    ['proxy-refused', 'socks5h', { login }],
    ['proxy-cannot-connect', 'http', { verdict: () => 503 }],
    ['proxy-cannot-connect', 'socks5h', { verdict: () => 4 }],
    ['proxy-cannot-connect', 'socks4a', { verdict: () => 91 }],
    ['proxy-refuses-data-ports', 'http', { verdict: (_, port) => (data(port) ? 403 : 'pass') }],
    ['proxy-refuses-data-ports', 'socks5h', { verdict: (_, port) => (data(port) ? 2 : 'pass') }],
  ]
  for (const [id, scheme, rules] of table) {
    const proxy = await startProxy(t, rules)
    const way = ['--proxy', `${scheme}://127.0.0.1:${proxy.port}`, '--proxytunnel']
    const options = ['-u', `${server.user}:${server.password}`, '-k', '--ssl-reqd', '-sS', '-m', '30', ...way]
    const { stderr } = await run('curl', [...options, `ftp://127.0.0.1:${server.port}/`]).catch(
      (error: unknown) => error as { readonly stderr: string },
    )
    const texts = findings.find(finding => finding.id === id)?.symptoms.map(({ text }) => text) ?? []
    t.ok(
      texts.some(text => stderr.includes(text)),
      `${id} ${scheme}: ${stderr}`,
    )
  }
})

t.test('microsocks: with and without a password', { skip: skipUnless('microsocks') }, async t => {
  const server = await start(t)
  const port = await freePort(t)
  const args = ['-i', '127.0.0.1', '-p', String(port), '-u', 'edi', '-P', 'pr0xy']
  await listening(t, port, findProgram('microsocks') ?? '', args)
  const proxy: Proxy = { scheme: 'socks5', host: '127.0.0.1', port }
  const report = await look(server, { ...proxy, user: 'edi', password: 'pr0xy' })
  t.equal(report.verdict.status, 'healthy', report.verdict.sentence)
  t.notMatch(JSON.stringify(report), /pr0xy/)
  t.equal((await look(server, proxy)).cause, 'proxy-refused')
  const refused = await look(server, { ...proxy, user: 'edi', password: 'pr0xy' }, await freePort(t))
  t.equal(refused.cause, 'connection-refused', refused.verdict.sentence)
})

t.test(
  'tinyproxy: all ports, the control port alone, and another one',
  { skip: skipUnless('tinyproxy') },
  async t => {
    const server = await start(t)
    const expected: readonly (readonly [string, string | null])[] = [
      ['', null],
      [`ConnectPort ${server.port}\n`, 'proxy-refuses-data-ports'],
      ['ConnectPort 443\n', 'proxy-refused'],
    ]
    for (const [rules, cause] of expected) {
      const port = await freePort(t)
      const config = `Port ${port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 50\nAllow 127.0.0.1\n${rules}`
      const file = join(t.testdir({ [`tinyproxy-${port}.conf`]: config }), `tinyproxy-${port}.conf`)
      await listening(t, port, findProgram('tinyproxy') ?? '', ['-d', '-c', file])
      const report = await look(server, { scheme: 'http', host: '127.0.0.1', port })
      t.equal(report.cause, cause, `${rules}: ${report.verdict.sentence}`)
      if (cause !== null) t.match(report.findings[0], { certainty: 'certain', quote: /^HTTP 403/ })
    }
    const port = await freePort(t)
    const file = join(t.testdir({ 'open.conf': `Port ${port}\nListen 127.0.0.1\n` }), 'open.conf')
    await listening(t, port, findProgram('tinyproxy') ?? '', ['-d', '-c', file])
    const report = await look(server, { scheme: 'http', host: '127.0.0.1', port }, await freePort(t))
    t.equal(report.cause, 'proxy-cannot-connect', report.verdict.sentence)
  },
)

t.test(
  'ssh -D: through the tunnel, and to a port that refuses',
  { skip: skipUnless('namespaces', 'ssh', 'sshd') },
  async t => {
    const server = await start(t)
    const [sshd, socks] = [await freePort(t), await freePort(t)]
    const folder = mkdtempSync(join(tmpdir(), 'ftps-doctor-ssh-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    await listening(t, sshd, 'unshare', ['--mount', 'sh', '-c', await sshdScript(folder, sshd)])
    await listening(t, socks, 'ssh', [
      ...['-N', '-F', 'none', '-D', `127.0.0.1:${socks}`, '-i', join(folder, 'user'), '-p', String(sshd)],
      ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', 'tunnel@127.0.0.1'],
    ])
    for (const scheme of ['socks5', 'socks4a'] as const) {
      const proxy: Proxy = { scheme, host: '127.0.0.1', port: socks }
      const report = await look(server, proxy)
      t.equal(report.verdict.status, 'healthy', report.verdict.sentence)
      const refused = await look(server, proxy, await freePort(t))
      t.equal(refused.cause, 'proxy-cannot-connect', refused.verdict.sentence)
      t.match(refused.verdict.sentence, /hangs up without an answer/)
    }
  },
)

/** An sshd that lets one user in who exists for it alone: as an unpacked program it has no user of its own to run as. */
async function sshdScript(folder: string, port: number): Promise<string> {
  const uid = 64_321
  chmodSync(folder, 0o755)
  const passwd = join(folder, 'passwd')
  writeFileSync(passwd, `${readFileSync('/etc/passwd', 'utf8')}tunnel:NP:${uid}:${uid}::/:/bin/sh\n`)
  for (const name of ['host', 'user'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)])
  chownSync(join(folder, 'host'), uid, uid)
  const settings = [
    `ListenAddress=127.0.0.1:${port}`,
    `HostKey=${join(folder, 'host')}`,
    `AuthorizedKeysFile=${join(folder, 'user.pub')}`,
    ...['StrictModes=no', 'UsePAM=no', 'PidFile=none'],
  ]
  const options = settings.map(setting => `-o ${setting}`).join(' ')
  const user = `setpriv --reuid=${uid} --regid=${uid} --clear-groups`
  return `mount --bind ${passwd} /etc/passwd && exec ${user} ${findProgram('sshd')} -D -f /dev/null ${options}`
}
