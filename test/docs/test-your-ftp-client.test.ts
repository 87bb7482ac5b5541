// The guide's examples run as they are printed, and nothing of them outlives a test that is killed.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { isGone, until } from '../src/cli/support/mock-process.js'
import { installInto, offline } from '../support/installed.js'
import { checkout, skipUnless } from '../support/needs.js'
import { blocks, examples, steps, write, type Example } from './guide-example.js'

/** Outside of the checkout, so that nothing of it is found by chance. */
const folder = mkdtempSync(join(tmpdir(), 'ftps-doctor-guide-'))
t.before(() => installInto(folder, ['basic-ftp']))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const environment = {
  ...process.env,
  ...offline,
  NODE_OPTIONS: '',
  PYTHONDONTWRITEBYTECODE: '1',
  GOFLAGS: '-mod=mod',
  GOPROXY: 'off',
}

interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly status: number | null; readonly output: string }>
}

function start(
  t: Test,
  inside: string,
  command: readonly [string, ...string[]],
  more: NodeJS.ProcessEnv = {},
): Running {
  const [program, ...args] = command
  const env = { ...environment, ...more }
  const child = spawn(program, args, { cwd: inside, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  // Its whole process group: a test that fails must leave nothing behind either.
  t.teardown(() => {
    if (!isGone(child.pid ?? 0)) process.kill(-(child.pid ?? 0), 'SIGKILL')
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, output }))
  return { child, ended }
}

t.test('each example is a test of six lines', t => {
  for (const { test, begins, files } of examples) {
    const lines = (blocks.get(test) ?? '').trimEnd().split('\n')
    t.equal(lines.slice(lines.findIndex(line => begins.test(line))).length, 6, test)
    for (const line of lines) t.ok(line.length <= 110, line)
    for (const name of files) t.ok(blocks.has(name), name)
  }
  t.same([...blocks.keys()].sort(), examples.flatMap(({ files }) => files).sort(), 'no block is forgotten')
  t.end()
})

t.test('in an empty folder the first steps bring the package from a clone', async t => {
  const [install = '', list = '', serve = ''] = steps
  t.match(install, /^npm install --save-dev \.\.\/ftps-doctor$/)
  t.match(serve, /^npx ftps-doctor mock serve /)
  // Outside of the checkout: npm would take its package.json for the reader's.
  const inside = join(folder, 'first-steps')
  mkdirSync(join(inside, 'project'), { recursive: true })
  symlinkSync(checkout, join(inside, 'clone'))
  writeFileSync(join(inside, 'project', 'package.json'), '{}')
  // The clone is built already, and no test may change it.
  const run = async (line: string): Promise<string> => {
    const running = promisify(execFile)('sh', ['-c', line], {
      cwd: join(inside, 'project'),
      env: { ...environment, npm_config_ignore_scripts: 'true' },
    })
    running.child.stdin?.end()
    return (await running).stdout
  }
  // Audit and appeals for money ask a registry, which is offline here.
  await run(`${install.replace('../ftps-doctor', '../clone')} --no-audit --no-fund`)
  // None of these waits for another, and starting npm is what takes the time.
  const [listed, answer, imported] = await Promise.all([
    run(list),
    run(`${serve} -- node -e "console.log(process.env.FTPS_SECURITY)"`),
    run(`node --input-type=module -e "console.log(Object.keys(await import('ftps-doctor')))"`),
  ])
  t.match(listed, /^tls\/certificate-self-signed/m)
  t.match(answer, /^auth-tls$/m)
  t.match(imported, /startServer/)
})

for (const example of examples) {
  const { language, needs, command } = example
  t.test(
    `${language}: passes as printed, and fails where there is nothing to refuse`,
    { skip: skipUnless(...needs) },
    async t => {
      const printed = join(folder, `${language}-printed`)
      write(printed, example)
      const passed = await start(t, printed, command()).ended
      t.equal(passed.status, 0, passed.output)
      const healthy = join(folder, `${language}-healthy`)
      write(healthy, example, 'matrix/compliant')
      const failed = await start(t, healthy, command()).ended
      t.equal(failed.status, 1, failed.output)
      t.match(failed.output, /DID NOT RAISE|but: <nil>|Missing expected rejection/)
    },
  )
}

/** What this process started and what that started, by pid. */
function descendants(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => [Number(name), parentOf(name)] as const)
  const below = (one: number): number[] =>
    parents.filter(([, parent]) => parent === one).flatMap(([child]) => [child, ...below(child)])
  return below(pid)
}

function parentOf(pid: string): number {
  return Number(/\) \S (\d+) /.exec(read(`/proc/${pid}/stat`))?.[1])
}

/** It may go while we look. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The served server has written its certificate: it is about to be used, or is. */
function isServing(tmp: string): boolean {
  return readdirSync(tmp, { recursive: true }).some(name => String(name).endsWith('ca.pem'))
}

/** An example whose client waits for a greeting for ever, when its server is up. */
async function hanging(
  t: Test,
  example: Example,
): Promise<Running & { readonly pids: readonly number[]; readonly tmp: string }> {
  const inside = join(folder, `${example.language}-${String(Math.random()).slice(2)}`)
  write(inside, example, 'silence/greeting')
  const tmp = t.testdir({})
  const running = start(t, inside, example.command(), { TMPDIR: tmp })
  const top = running.child.pid ?? 0
  await until(() => isServing(tmp), 'a server runs')
  return { ...running, pids: [top, ...descendants(top)], tmp }
}

const linux = process.platform !== 'linux' && 'reads /proc'

for (const example of examples.filter(({ language }) => language !== 'Node')) {
  const skip = linux || skipUnless(...example.needs)
  t.test(`${example.language}: a killed test takes its server with it`, { skip }, async t => {
    const { pids, tmp, ended } = await hanging(t, example)
    // The process whose child is npx: pytest, or the test binary of Go.
    const test = pids.find(pid =>
      descendants(pid).some(child => parentOf(String(child)) === pid && isNpx(child)),
    )
    t.ok(test)
    process.kill(test ?? 0, 'SIGKILL')
    await ended
    await until(() => pids.every(isGone), 'test, npx and server are gone')
    await until(() => !isServing(tmp), 'its files are removed')
    t.pass('nothing stays')
  })

  t.test(`${example.language}: all killed at once leave nothing either`, { skip }, async t => {
    const { pids, tmp, child, ended } = await hanging(t, example)
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await ended
    await until(() => pids.every(isGone), 'test, npx and server are gone')
    await until(() => !isServing(tmp), 'its files are removed')
    t.pass('nothing stays')
  })
}

function isNpx(pid: number): boolean {
  return /npm exec|npx/.test(read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))
}

t.test('Node: the server is in the test, and goes with it', { skip: linux }, async t => {
  const example = examples.find(({ language }) => language === 'Node')
  if (example === undefined) return t.fail('there is no example for Node')
  const inside = join(folder, 'Node-killed')
  write(inside, example, 'silence/greeting')
  const { child, ended } = start(t, inside, example.command())
  const pid = child.pid ?? 0
  await until(() => listens(pid), 'a server runs')
  t.same(descendants(pid), [], 'no process besides')
  child.kill('SIGKILL')
  await ended
  t.ok(isGone(pid))
})

/** A listening TCP socket is among the open files of this process (state 0A, the inode in the tenth column). */
function listens(pid: number): boolean {
  const files = new Set(readdirSync(`/proc/${pid}/fd`).map(fd => linkOf(`/proc/${pid}/fd/${fd}`)))
  const rows = read(`/proc/${pid}/net/tcp`).split('\n')
  return rows
    .map(row => row.trim().split(/\s+/))
    .some(row => row[3] === '0A' && files.has(`socket:[${row[9]}]`))
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
