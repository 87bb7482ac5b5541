/** `mock relay` as people start it: in front of a served server, with and without a command beside it. */
import { existsSync } from 'node:fs'
import t from 'tap'
import { wireFaults } from '../../../fixtures/wire/faults/index.js'
import { protectedClient, RawClient } from '../../fixtures/support/raw-client.js'
import { startServer } from '../../../src/run/library.js'
import { program, startMock } from './support/mock-process.js'

t.before(() => {
  if (!existsSync(program)) throw new Error('npm run build comes first')
})

interface RelayFacts {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly implicit: boolean
  readonly target: { readonly host: string; readonly port: number }
  readonly faults: readonly string[]
}

t.test('--list: every fault, in 80 columns; with --json all of it', async t => {
  const text = await startMock(['relay', '--list']).ended
  t.match(text, { status: 0, stderr: '' })
  for (const line of text.stdout.split('\n')) t.ok(line.length <= 80, line)
  for (const { id } of wireFaults) t.match(text.stdout, new RegExp(`^${id}(=N .*)?$`, 'm'))
  const listed = JSON.parse(
    (await startMock(['relay', '--list', '--json']).ended).stdout,
  ) as readonly object[]
  t.match(
    listed,
    wireFaults.map(({ id, does }) => ({ id, does })),
  )
})

t.test('--json: says where it is, and at SIGTERM what went by', async t => {
  await using server = await startServer('matrix/compliant')
  const target = `127.0.0.1:${server.port}`
  const relay = startMock(['relay', target, '--fault', 'split=8', '--fault', 'greeting-starred', '--json'], {
    stdin: 'ignore',
  })
  const facts = JSON.parse(await relay.line()) as RelayFacts
  t.same(facts, {
    url: `ftp://127.0.0.1:${facts.port}/`,
    host: '127.0.0.1',
    port: facts.port,
    implicit: false,
    target: { host: '127.0.0.1', port: server.port },
    faults: ['split=8', 'greeting-starred'],
  })
  const { ca, user, password } = server
  const client = await protectedClient({ port: facts.port, ca, user, password })
  t.match(await client.ask('QUIT'), /^221 /)
  await client.rest()
  client.close()
  relay.child.kill('SIGTERM')
  const { status, stdout, stderr } = await relay.ended
  t.same([status, stderr], [0, ''])
  const { seen } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as {
    readonly seen: readonly object[]
  }
  t.match(seen, [
    { kind: 'connect', connection: 1 },
    { kind: 'fault', fault: 'greeting-starred' },
    { kind: 'command', command: 'AUTH', argument: 'TLS' },
    { kind: 'encrypted' },
  ])
  await t.rejects(RawClient.to(facts.port), { code: 'ECONNREFUSED' })
})

t.test('it ends with its standard input, and tells people what goes by', async t => {
  await using server = await startServer('matrix/compliant')
  const relay = startMock(['relay', `127.0.0.1:${server.implicitPort}`, '--implicit', '--fault', 'delayed=1'])
  let text = ''
  for (let line = ''; !line.startsWith('Ctrl-C'); text += `${line}\n`) line = await relay.line()
  const [, port = ''] = /\(implicit TLS\);\s+listens\s+on\s+127\.0\.0\.1\s+port\s+(\d+)\./.exec(text) ?? []
  t.match(text, /^ {2}delayed=1: what the server says comes N milliseconds later\.$/m)
  const client = await RawClient.toTls(Number(port), server.ca)
  t.match(await client.reply(), /^220 /)
  t.match([await relay.line(), await relay.line()], ['1  connects from 127.0.0.1', /^1 {2}TLS from here on/])
  client.close()
  relay.child.stdin?.end()
  t.match(await relay.ended, { status: 0, stderr: '' })
})

t.test('a command beside it, in front of a served server: both end with it', async t => {
  const tell =
    'const { FTPS_HOST: host, FTPS_PORT: port, FTPS_URL: url, FTPS_USER: user } = process.env; console.log(JSON.stringify({ host, port, url, user })); process.exit(7)'
  const inner = ['relay', '127.0.0.1:1', '--', process.execPath, '-e', tell]
  const { status, stdout } = await startMock(inner, { environment: { FTPS_USER: 'from outside' } }).ended
  const told = JSON.parse(stdout) as Readonly<Record<string, string>>
  t.same([status, told['host'], told['user']], [7, '127.0.0.1', 'from outside'])
  t.equal(told['url'], `ftp://127.0.0.1:${told['port']}/`)
  await t.rejects(RawClient.to(Number(told['port'])), { code: 'ECONNREFUSED' })
})

t.test('what cannot be started is one sentence and status 2', async t => {
  const table: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /the <host:port> is missing/],
    [['127.0.0.1:0'], /port 0 is not between 1 and 65535/],
    [['nobody.invalid:21'], /nobody\.invalid is not known/],
    [['ftp://u:secret@127.0.0.1/'], /a password does not belong in a URL/],
    [['127.0.0.1', '--fault', 'auth-mask'], /no fault "auth-mask" of the wire; near it: auth-masked/],
    [['127.0.0.1', '--fault', 'split', '--fault', 'glued'], /split and glued cannot be combined: both/],
    [['127.0.0.1', '--fault', 'unread-ports-refused'], /127\.0\.0\.2/],
    [['127.0.0.1', '--passive-ports', '9-5'], /--passive-ports wants two ports/],
    [['127.0.0.1', 'pytest'], /a command comes behind --: mock relay 127\.0\.0\.1 -- pytest/],
  ]
  for (const [args, message] of table) {
    const { status, stdout, stderr } = await startMock(['relay', ...args]).ended
    t.same([status, stdout, stderr.split('\n').length], [2, '', 2], args.join(' '))
    t.match(stderr, message)
    t.notMatch(stderr, 'secret')
  }
})
