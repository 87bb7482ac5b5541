// `mock list` and `mock serve` as a person or a test in another language uses them: the built program, by its pipes.
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { servers } from '../../../fixtures/servers/index.js'
import { firstSentence } from '../../../src/run/list-servers.js'
import { protectedClient, RawClient } from '../../fixtures/support/raw-client.js'
import { factsOf, isGone, program, seenIn, startMock, until } from './support/mock-process.js'

t.before(() => {
  if (!existsSync(program)) throw new Error('npm run build comes first')
})

const compliant = 'matrix/compliant'

/** An empty folder for temporary files, to see what stays in it. */
function ownTmp(t: Test): { readonly tmp: string; readonly environment: NodeJS.ProcessEnv } {
  const tmp = t.testdir({})
  return { tmp, environment: { TMPDIR: tmp, TEMP: tmp } }
}

async function isRefused(port: number): Promise<boolean> {
  return RawClient.to(port).then(
    client => {
      client.close()
      return false
    },
    (error: unknown) => (error as NodeJS.ErrnoException).code === 'ECONNREFUSED',
  )
}

t.test('list: every server by family, in 80 columns; with --json all of it', async t => {
  const text = await startMock(['list']).ended
  t.match(text, { status: 0, stderr: '' })
  for (const line of text.stdout.split('\n')) t.ok(line.length <= 80, line)
  const ids = [...text.stdout.matchAll(/^(\S+\/\S+) {2}\((measured|documents|made-up)/gm)].map(([, id]) => id)
  t.same(
    ids,
    servers.map(({ id }) => id),
  )
  const listed = JSON.parse((await startMock(['list', '--json']).ended).stdout) as readonly object[]
  t.match(
    listed,
    servers.map(({ id, story, source }) => ({ id, family: id.split('/')[0], story, source })),
  )
})

t.test('a summary is the first sentence, whatever full stops are inside', t => {
  t.equal(firstSentence('ftp-srv 4.6.3, as it is. And more.'), 'ftp-srv 4.6.3, as it is.')
  t.equal(firstSentence('Says 227 (10.0.0.5). That is private.'), 'Says 227 (10.0.0.5).')
  t.equal(firstSentence('One only.'), 'One only.')
  t.end()
})

t.test('serve --json: says where, lets in, and at SIGTERM says what it saw', async t => {
  const { tmp, environment } = ownTmp(t)
  const mock = startMock(['serve', compliant, '--json'], { stdin: 'ignore', environment })
  const facts = await factsOf(mock)
  t.match(facts, { id: compliant, host: '127.0.0.1', security: 'auth-tls', user: 'tester' })
  t.equal(facts.url, `ftp://tester@127.0.0.1:${facts.port}/`)
  t.equal(readFileSync(facts.caFile, 'utf8'), facts.ca)
  const client = await protectedClient(facts)
  t.match(await client.ask('QUIT'), /^221 /)
  await client.rest()
  client.close()
  mock.child.kill('SIGTERM')
  const ended = await mock.ended
  t.match(ended, { status: 0, signal: null, stderr: '' })
  t.match(seenIn(ended), [{ kind: 'connect' }, { kind: 'command', command: 'AUTH', argument: 'TLS' }])
  t.ok(seenIn(ended).some(event => event.kind === 'login' && event.accepted && !event.clear))
  t.notMatch(JSON.stringify(seenIn(ended)), facts.password)
  t.equal(ended.stdout.split('\n').length, 3, 'two lines')
  t.ok(await isRefused(facts.port))
  t.same(readdirSync(tmp), [], 'no temporary file stays')
})

t.test('serve ends with its standard input, and has read what the client sent before', async t => {
  for (const id of [compliant, 'product/ftp-srv']) {
    const { tmp, environment } = ownTmp(t)
    const mock = startMock(['serve', id, '--json'], { environment })
    const facts = await factsOf(mock)
    const client = await RawClient.to(facts.port)
    await client.reply()
    client.close()
    mock.child.stdin?.end()
    const ended = await mock.ended
    t.match(ended, { status: 0, stderr: '' }, id)
    if (id === compliant) t.match(seenIn(ended), [{ kind: 'connect' }, { kind: 'disconnect' }])
    t.same(readdirSync(tmp), [], id)
  }
})

t.test('serve for people: what it is, how to get in, what the client does', async t => {
  const mock = startMock(['serve', compliant], { stdin: 'ignore' })
  let text = ''
  for (let line = ''; !line.startsWith('Ctrl-C'); text += `${line}\n`) line = await mock.line()
  for (const line of text.split('\n')) if (!/\/ca\.pem/.test(line)) t.ok(line.length <= 80, line)
  const [, port = ''] =
    /^Listens on 127\.0\.0\.1 port (\d+): AUTH TLS; implicit TLS on port \d+\.$/m.exec(text) ?? []
  t.match(
    text,
    new RegExp(
      `curl --ssl-reqd --user tester:\\S+ \\\\\n +--cacert \\S+ \\\\\n +ftp://127\\.0\\.0\\.1:${port}/`,
    ),
  )
  t.match(
    text,
    new RegExp(
      `FTPS_DOCTOR_PASSWORD=\\S+ ftps-doctor check 127\\.0\\.0\\.1:${port} \\\\\n +--implicit-port \\d+ --user tester --ca \\S+\n`,
    ),
  )
  const client = await RawClient.to(Number(port))
  await client.ask('NOOP\x1b[31m')
  t.equal(await mock.line(), '1  connects from 127.0.0.1')
  t.match(await mock.line(), /^1 {2}NOOP.*\(in clear\)$/)
  client.close()
  mock.child.kill('SIGINT')
  const ended = await mock.ended
  t.match(ended, { status: 0, stderr: '' })
  t.notMatch(ended.stdout, '\x1b')
})

t.test('the port, the passive ports and the host are those that were asked for', async t => {
  const scout = createServer().listen(0, '127.0.0.1')
  await once(scout, 'listening')
  const { port } = scout.address() as AddressInfo
  scout.close()
  await once(scout, 'close')
  const options = [
    '--port',
    String(port),
    '--passive-ports',
    '40000-40100',
    '--host',
    'localhost',
    '--seed',
    '7',
  ]
  const mock = startMock(['serve', compliant, '--json', ...options])
  const facts = await factsOf(mock)
  t.match(facts, { port, host: 'localhost' })
  const client = await protectedClient(facts)
  const [, passive = ''] = /\|(\d+)\|/.exec(await client.ask('EPSV')) ?? []
  t.ok(Number(passive) >= 40000 && Number(passive) <= 40100, passive)
  client.close()
  mock.child.stdin?.end()
  t.match(await mock.ended, { status: 0, stderr: '' })
})

t.test('more than loopback is warned of', async t => {
  const mock = startMock(['serve', compliant, '--json', '--host', '0.0.0.0'])
  await mock.line()
  mock.child.stdin?.end()
  t.match(await mock.ended, {
    status: 0,
    stderr: /^ftps-doctor: 0\.0\.0\.0 is more than this machine: [^\n]*\n$/,
  })
})

t.test('what cannot be started is one sentence and status 2, and leaves nothing', async t => {
  const { tmp, environment } = ownTmp(t)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const busy = String((taken.address() as AddressInfo).port)
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /mock wants list, or serve <id>/],
    [['sreve'], /mock wants list, or serve <id>/],
    [['serve'], /the <id> is missing/],
    [
      ['serve', 'tls/self-signed'],
      /no bundled server "tls\/self-signed"; near it: tls\/certificate-self-signed/,
    ],
    [['serve', compliant, '--port', busy], /port \d+ of 127\.0\.0\.1 is taken/],
    [['serve', 'product/ftp-srv', '--port', busy], /port \d+ of 127\.0\.0\.1 is taken/],
    [['serve', compliant, '--port', '65536'], /--port wants a whole number from 0 to 65535/],
    [['serve', compliant, '--seed', 'x'], /--seed wants a whole number/],
    [['serve', compliant, '--passive-ports', '9-5'], /--passive-ports wants two ports/],
    [['serve', compliant, '--host', '127.0.0.256'], /127\.0\.0\.256 is not known/],
    [['serve', compliant, 'pytest'], /a command comes behind --: mock serve matrix\/compliant -- pytest/],
    [['serve', compliant, '--', 'no-such-command'], /cannot run no-such-command: there is no such command/],
  ]
  for (const [args, message] of table) {
    const { status, stdout, stderr } = await startMock(args, { environment }).ended
    t.same([status, stdout], [2, ''], args.join(' '))
    const sentences = stderr.split('\n').filter(line => !line.includes('is more than this machine'))
    t.same(sentences.length, 2, stderr)
    t.match(stderr, message)
  }
  t.same(readdirSync(tmp), [])
})

/** What a command sees, as JSON; then it ends as its argument says. */
const tell = `
  const { env } = process
  const ca = require('node:fs').readFileSync(env.FTPS_CA, 'utf8')
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('FTPS_')))
  console.log(JSON.stringify({ ...own, ca, tmp: env.TMPDIR }))
  const end = process.argv[1]
  if (/^\\d+$/.test(end)) process.exit(Number(end))
  process.kill(process.pid, end)
  setInterval(() => undefined, 1e6)
`

t.test('a command beside the server gets in, and its status is ours', async t => {
  const { tmp, environment } = ownTmp(t)
  for (const [end, status] of [
    ['0', 0],
    ['7', 7],
    ['SIGTERM', 143],
    ['SIGKILL', 137],
  ] as const) {
    const args = ['serve', compliant, '--', process.execPath, '-e', tell, end]
    const ended = await startMock(args, { environment }).ended
    t.match(ended, { status, stderr: '' }, end)
    const told = JSON.parse(ended.stdout) as Record<string, string>
    t.match(told, {
      FTPS_HOST: '127.0.0.1',
      FTPS_SECURITY: 'auth-tls',
      FTPS_USER: 'tester',
      FTPS_URL: `ftp://tester@127.0.0.1:${told['FTPS_PORT']}/`,
      ca: /BEGIN CERTIFICATE/,
      tmp,
    })
    t.ok(await isRefused(Number(told['FTPS_PORT'])))
    t.match(told['FTPS_IMPLICIT_PORT'], /^\d+$/)
    t.not(told['FTPS_IMPLICIT_PORT'], told['FTPS_PORT'])
    t.same(readdirSync(tmp), [])
  }
})

/** Says who it is and who its child is, then lives until it is told to end. */
const parentOfOne = `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'], { stdio: 'inherit' })
  setInterval(() => undefined, 1e6)
  if (process.argv[1] === 'stubborn') process.on('SIGTERM', () => console.log('no'))
  child.on('spawn', () =>
    console.log(JSON.stringify({ pids: [process.pid, child.pid], port: Number(process.env.FTPS_PORT) })))
`
interface Told {
  readonly pids: readonly number[]
  readonly port: number
}

t.test('a signal reaches the command and what it started', async t => {
  for (const [signal, status] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    const { tmp, environment } = ownTmp(t)
    const mock = startMock(['serve', compliant, '--', process.execPath, '-e', parentOfOne], { environment })
    const { pids, port } = JSON.parse(await mock.line()) as Told
    mock.child.kill(signal)
    t.match(await mock.ended, { status, stderr: '' })
    for (const pid of pids) t.ok(isGone(pid))
    t.ok(await isRefused(port))
    t.same(readdirSync(tmp), [])
  }
})

t.test(
  'killed itself, it takes command, files and port with it',
  { skip: process.platform === 'win32' && 'needs a POSIX shell' },
  async t => {
    const { tmp, environment } = ownTmp(t)
    const beside = ['--', process.execPath, '-e', parentOfOne, 'stubborn']
    const mock = startMock(['serve', compliant, '--json', ...beside], { environment })
    const facts = await factsOf(mock)
    const { pids, port } = JSON.parse(await mock.line()) as Told
    t.equal(port, facts.port)
    mock.child.kill('SIGTERM')
    t.equal(await mock.line(), 'no', 'the command goes on, so the server does')
    mock.child.kill('SIGKILL')
    // Its stdout closes when the last process that holds it is gone.
    t.equal((await mock.ended).signal, 'SIGKILL')
    await until(() => pids.every(isGone), 'the command and its child are gone')
    await until(() => readdirSync(tmp).length === 0, 'the folder is removed')
    t.ok(await isRefused(port))
  },
)
