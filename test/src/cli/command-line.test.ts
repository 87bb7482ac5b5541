// The program as a person runs it: the built one, in a process of its own. `npm test` builds before it tests.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Report } from '../../../src/model/report.js'
import { startServer } from '../../../fixtures/start-server.js'
import { savedReport } from '../../reports/golden.js'
import { portsFiltered } from '../logs/support/filezilla.js'
import { format as json } from '../../../reports/formats/json.js'

const program = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url))

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Means {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  /** Called with the process once it has written something to stderr. */
  readonly onStderr?: (kill: (signal: NodeJS.Signals) => void) => void
  readonly preload?: string
}

function run(
  args: readonly string[],
  { environment = {}, input, onStderr, preload }: Means = {},
): Promise<Ended> {
  const loader =
    preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`]
  const ours = { FTPS_DOCTOR_PASSWORD: '', all_proxy: '', ALL_PROXY: '', NETRC: '' }
  const child = spawn(process.execPath, [...loader, program, ...args], {
    env: { ...process.env, ...ours, LANG: 'C.UTF-8', ...environment },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr === '') onStderr?.(signal => child.kill(signal))
    stderr += chunk.toString()
  })
  child.stdin.end(input ?? '')
  return new Promise(resolve => child.on('close', status => resolve({ status, stdout, stderr })))
}

t.before(() => {
  if (!existsSync(program)) throw new Error('npm run build comes first')
})

t.test('bad input gets one sentence on stderr and status 2', async t => {
  const folder = t.testdir({
    'bad.pem': 'x',
    'healthy.json': json.show(savedReport('healthy')),
    'cut.json': '{"schema"',
    'old.json': '{"schema":"ftps-doctor/report/9"}',
    'client.log': portsFiltered,
    'other.log': 'nobody\nknows\n',
  })
  const healthy = join(folder, 'healthy.json')
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /no command; try: ftps-doctor demo/],
    [['chek'], /unknown command chek; did you mean check\?/],
    [['check'], /the <target> is missing/],
    [['check', 'h', '--prot'], /unknown option --prot; did you mean --port\?/],
    [['check', 'h', '--port', 'x'], /port x is not between 1 and 65535/],
    [['check', 'ftp://x:99999'], /port 99999 is not between 1 and 65535/],
    [['check', 'ftp://u:s3cret@h'], /a password does not belong in a URL/],
    [['check', 'h', '-u', 'u:s3cret'], /a password behind the user name/],
    [['check', 'h', '-uu:s3cret'], /a password behind the user name/],
    [['check', 'h', '--user=u:s3cret'], /a password behind the user name/],
    [['check', 'h', '--password', 's3cret'], /a password on the command line/],
    [['check', 'h', '--password=s3cret'], /a password on the command line/],
    [['check', 'h', '-u', 'u', '--password-file', join(folder, 'none')], /cannot read the password file/],
    [['check', 'h', '-u', 'u'], /there is no password for u/],
    [['check', 'h', '--ca', join(folder, 'none.pem')], /cannot read .*none\.pem: no such file/],
    [['check', 'h', '--ca', join(folder, 'bad.pem')], /bad\.pem: it holds no certificate/],
    [['check', 'h', '--pin', 'sha1:00'], /--pin wants the SHA-256 fingerprint/],
    [['check', 'h', '--pin', '5f3a'.repeat(16), '--insecure'], /--pin and --insecure exclude each other/],
    [['check', 'h', '--only', 'nothing'], /--only nothing is no probe/],
    [['check', 'h', '--only', 'auth-tls/X/*'], /matches none of the 80 ways/],
    [['check', 'h', '--security', 'tls'], /--security knows none, implicit/],
    [['check', 'h', '-4', '-6'], /-4 and -6 exclude each other/],
    [['check', 'h', '--timeout', '0'], /--timeout wants seconds/],
    [['check', 'h', '--output', join(folder, 'no', 'file')], /cannot write .*: no such file or folder/],
    [['check', 'h', '--output', folder], /it is a folder/],
    [['check', 'h', '--reporter', 'xml'], /there is no reporter xml: json, text/],
    [['check', 'h', '--reporter', 'json', '--reporter', 'text'], /cannot both go to stdout/],
    [['diagnose', join(folder, 'cut.json')], /not JSON, or cut off/],
    [['diagnose', join(folder, 'old.json')], /needs another ftps-doctor/],
    [['diagnose', join(folder, 'none.json')], /no such file/],
    [['diagnose', healthy, healthy], /are one and the same look/],
    [['diagnose', join(folder, 'other.log')], /neither a report .* nor a log of curl/],
    [['diagnose', healthy, join(folder, 'client.log')], /is a log of FileZilla: only reports can be joined/],
    [['show', join(folder, 'none')], /no such file/],
    [['show', healthy, 'auth-tls/X/EPSV'], /did you mean auth-tls\//],
    [['show', healthy, '\x1b[2J'], /is nothing that a report holds: a way such as/],
    [['explain', 'zzz', 'blah'], /no known error is like 'zzz blah'/],
    [['list', 'nothing'], /there is no 'nothing': probes, findings, servers, formats/],
  ]
  for (const [args, message] of table) {
    const { status, stdout, stderr } = await run(args)
    t.same([status, stdout], [2, ''], args.join(' '))
    t.match(stderr, /^ftps-doctor: [^\n]*\n$/, args.join(' '))
    t.match(stderr, message)
    t.notMatch(stderr, /s3cret/)
  }
})

t.test('a Node that is too old is refused in one sentence', async t => {
  const preload = "Object.defineProperty(process.versions, 'node', { value: '20.18.9' })"
  const { status, stdout, stderr } = await run(['--version'], { preload })
  t.same([status, stdout], [2, ''])
  t.equal(stderr, 'ftps-doctor: Node 20.18.9 is too old: 20.19 or newer is needed\n')
})

t.test('version, help and lists', async t => {
  t.match(await run(['--version']), { status: 0, stdout: /^\d+\.\d+\.\d+\n$/, stderr: '' })
  const help = await run(['--help'])
  t.match(help, { status: 0, stderr: '' })
  for (const group of ['A server:', 'This tool:']) t.match(help.stdout, group)
  t.match((await run(['check', '--help'])).stdout, /--password-file[\s\S]*--pin[\s\S]*Exit status/)
  t.match(await run(['explain', 'GnuTLS', 'error', '-110']), {
    status: 0,
    stdout: /closed-after-auth/,
    stderr: '',
  })
  const { stdout } = await run(['list', 'findings', '--json'])
  const ids = (JSON.parse(stdout) as readonly { readonly id: string }[]).map(({ id }) => id)
  t.ok(ids.includes('passive-ports-filtered'))
  t.match((await run(['list', 'servers'])).stdout, /^matrix\/compliant/m)
})

t.test('check and diagnose of one server agree byte for byte, and no password is anywhere', async t => {
  await using server = await startServer('matrix/compliant', { password: 'canary-5Xq' })
  const folder = t.testdir({ pw: `${server.password}\n` })
  const file = join(folder, 'report.json')
  const again = join(folder, 'again.json')
  const login = ['--user', server.user, '--password-file', join(folder, 'pw'), '--ca', server.caFile]
  const checked = await run([
    'check',
    `ftp://${server.host}:${server.port}/`,
    ...login,
    '--verbose',
    '--output',
    file,
  ])
  t.match(checked.stdout, /^HEALTHY /)
  t.equal(checked.status, 0)
  const diagnosed = await run([
    'diagnose',
    file,
    '--reporter',
    'json',
    '--output',
    again,
    '--reporter',
    'text',
  ])
  // Each names the file that it wrote, in as many lines as that takes.
  const inOneLine = ({ stdout }: { readonly stdout: string }): string => stdout.replaceAll('\n', '')
  t.equal(inOneLine(diagnosed).replaceAll(again, file), inOneLine(checked))
  t.equal(readFileSync(again, 'utf8'), readFileSync(file, 'utf8'))
  for (const text of [checked.stdout, checked.stderr, readFileSync(file, 'utf8')])
    t.notMatch(text, /canary-5Xq/)
  t.match(checked.stderr, /> AUTH TLS\n/)
  t.match(checked.stderr, /> PASS \*+\n/)
})

t.test(
  'blind: what a server is like shows without its greeting, in a check and in a saved report',
  async t => {
    await using server = await startServer('product/vsftpd')
    const folder = t.testdir({ pw: `${server.password}\n` })
    const file = (name: string): string => join(folder, name)
    const nearestIn = (name: string): Report['nearest'] =>
      (JSON.parse(readFileSync(file(name), 'utf8')) as Report).nearest
    const login = ['--user', server.user, '--password-file', file('pw'), '--ca', server.caFile]
    const url = `ftp://${server.host}:${server.port}/`
    await run(['check', url, ...login, '--passive-only', '--blind', '--output', file('blind.json')])
    await run(['diagnose', file('blind.json'), '--blind', '--output', file('again.json')])
    await run(['diagnose', file('blind.json'), '--output', file('seeing.json')])
    const [blind, seeing] = [nearestIn('blind.json'), nearestIn('seeing.json')]
    t.same(nearestIn('again.json'), blind)
    for (const [best] of [blind, seeing]) t.equal(best?.server, 'product/vsftpd')
    t.ok(
      (blind[0]?.similarity ?? 1) < (seeing[0]?.similarity ?? 0),
      'the greeting is one more thing in common',
    )
  },
)

t.test('a plan is made without a name server, a connection or a password', async t => {
  const preload = `
    import dns from 'node:dns'
    import net from 'node:net'
    const never = () => { process.stdout.write('SENT'); process.exit(9) }
    Object.assign(dns, { lookup: never }); Object.assign(dns.promises, { lookup: never })
    net.Socket.prototype.connect = never; net.Server.prototype.listen = never
  `
  const { status, stdout, stderr } = await run(['check', 'no-such-host.invalid', '-u', 'edi', '--plan'], {
    preload,
  })
  t.same([status, stderr], [0, ''])
  t.match(stdout, /^PLAN {4}no-such-host\.invalid: nothing was sent/)
  t.match(stdout, /logins {2}about 10 as edi, at most 24/)
})

t.test('the exit status follows the report', async t => {
  const table = [
    ['healthy', 0],
    ['login-refused', 1],
    ['interrupted', 130],
  ] as const
  for (const [name, status] of table) {
    const file = join(t.testdir({ 'r.json': json.show(savedReport(name)) }), 'r.json')
    t.equal((await run(['diagnose', file])).status, status, name)
  }
  const unknown = await run(['check', 'no-such-host.invalid'])
  t.match(unknown, { status: 1, stdout: /^BROKEN {2}no-such-host\.invalid/ })
})

t.test('reports of two places come to one, and a log to what it speaks for', async t => {
  const broken = savedReport('passive-ports-filtered')
  const healthy = { ...savedReport('healthy'), target: broken.target, started: broken.started }
  const folder = t.testdir({
    'here.json': json.show(broken),
    'there.json': json.show(healthy),
    'client.log': portsFiltered,
  })
  const [here = '', there = '', log = ''] = ['here.json', 'there.json', 'client.log'].map(name =>
    join(folder, name),
  )
  const out = join(folder, 'joined.json')
  const joined = await run(['diagnose', here, there, '--output', out])
  t.match(joined, {
    status: 1,
    stdout: /^BROKEN [^]*\njoined {2}From here: [^]*\nthere +\S+ healthy/,
    stderr: '',
  })
  const again = await run(['diagnose', out, '--reporter', 'json'])
  t.match(again, { status: 1, stdout: readFileSync(out, 'utf8'), stderr: '' })
  t.match(await run(['diagnose', log]), { status: 1, stdout: /^LIKELY {2}ftp\.partner\.example/, stderr: '' })
  const { stdout } = await run(['diagnose', log, '--reporter', 'json'])
  t.match(JSON.parse(stdout), { schema: 'ftps-doctor/log/1', log: { client: 'FileZilla' } })
})

t.test('SIGINT: what was seen is reported, and the status is 130', async t => {
  const mute = createServer(socket => socket.on('error', () => undefined))
  await new Promise<void>(resolve => mute.listen(0, '127.0.0.1', resolve))
  t.teardown(() => mute.close())
  const { port } = mute.address() as AddressInfo
  const { status, stdout } = await run(
    ['check', '127.0.0.1', '--port', String(port), '--verbose', '--reporter', 'json'],
    {
      onStderr: kill => kill('SIGINT'),
    },
  )
  t.equal(status, 130)
  t.equal((JSON.parse(stdout) as Report).run.interrupted, true)
})

t.test('a reader that goes away is no crash', async t => {
  const file = join(t.testdir(), 'big.json')
  const report = savedReport('healthy')
  writeFileSync(file, json.show({ ...report, tool: { ...report.tool, name: 'x'.repeat(3_000_000) } }))
  const child = spawn(process.execPath, [program, 'diagnose', file, '--reporter', 'json'])
  child.stdout.once('data', () => child.stdout.destroy())
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const status = await new Promise(resolve => child.on('close', resolve))
  t.same([status, stderr], [0, ''])
})

t.test('a crash of ours is one sentence without the password, and status 4', async t => {
  const preload = `
    import net from 'node:net'
    setInterval(() => undefined, 100)
    net.Socket.prototype.connect = function () { setTimeout(() => { throw new TypeError('canary-5Xq in ' + encodeURIComponent('canary-5Xq')) }, 0); return this }
  `
  const { status, stderr } = await run(['check', '127.0.0.1', '-u', 'edi'], {
    environment: { FTPS_DOCTOR_PASSWORD: 'canary-5Xq' },
    preload,
  })
  t.equal(status, 4)
  t.match(
    stderr,
    /^ftps-doctor: a fault of ftps-doctor [\d.]+ itself, not of the server: TypeError: .*please report it at [^\n]*\n$/,
  )
  t.notMatch(stderr, /canary/)
})

t.test('SIGTERM ends it with 143, and SIGINT twice at once', async t => {
  const mute = createServer(socket => socket.on('error', () => undefined))
  await new Promise<void>(resolve => mute.listen(0, '127.0.0.1', resolve))
  t.teardown(() => mute.close())
  const { port } = mute.address() as AddressInfo
  const args = ['check', '127.0.0.1', '--port', String(port), '--verbose']
  t.equal((await run(args, { onStderr: kill => kill('SIGTERM') })).status, 143)
  const twice = await run(args, {
    onStderr: kill => {
      kill('SIGINT')
      kill('SIGINT')
    },
  })
  t.equal(twice.status, 130)
})
