// npm run bench:check [-- rounds]: what a look at all 80 ways costs, as ratios to a peer measured in the same run. Each
// round runs every contender once, so that whatever else the machine does meets them all; medians are compared.
//   the 80 ways with 4 sessions, in this process   against   one curl login and LIST over TLS   target 8
//   the whole `ftps-doctor check` process          against   the same                           target 12
//   `ftps-doctor --version`                        against   `node -e 0`                        target 2
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { register } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

register(new URL('../test/support/typescript-hooks.mjs', import.meta.url))
const { startProftpd, startVsftpd } = await import('../test/support/real-products.ts')
const { check } = await import('../dist/src/run/library.js')

const rounds = Number(process.argv[2] ?? 9)
const program = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'ftps-doctor-bench-'))
const misses = []

/** Milliseconds of a process, from start to end; its exit status must be 0. */
async function processTime(command, args, environment = {}) {
  const start = performance.now()
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...environment } })
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}`)
  return performance.now() - start
}

async function callTime(call) {
  const start = performance.now()
  await call()
  return performance.now() - start
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/** Runs the contenders in turn and returns the median of each. */
async function interleaved(contenders) {
  const times = Object.fromEntries(Object.keys(contenders).map(name => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const time = await run()
      // The first round warms caches up and counts for nobody.
      if (round > 0) times[name].push(time)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
}

function tell(what, time, peer, target) {
  const ratio = time / peer
  if (ratio > target) misses.push(what)
  const verdict = ratio <= target ? 'ok' : 'TOO SLOW'
  const row = `${time.toFixed(0)} ms against ${peer.toFixed(0)} ms = ${ratio.toFixed(2)}, target ${target}`
  console.log(`  ${what.padEnd(46)} ${row}  ${verdict}`)
}

async function benchServer(name, start) {
  const server = await start()
  try {
    const { host, port, user, password, ca } = server
    const caFile = join(folder, `${port}.pem`)
    await writeFile(caFile, ca)
    const url = `ftp://${host}:${port}/`
    const curl = [
      '-sS',
      '--ssl-reqd',
      '--cacert',
      caFile,
      '-u',
      `${user}:${password}`,
      '-o',
      '/dev/null',
      url,
    ]
    const target = [`${host}`, '--port', `${port}`, '--user', user, '--ca', caFile, '--concurrency', '4']
    const options = { port, user, password, ca, concurrency: 4, allowClearLogin: true }
    const medians = await interleaved({
      curl: () => processTime('curl', curl),
      ways: () => callTime(() => check(host, { ...options, only: ['matrix'] })),
      whole: () =>
        processTime(process.execPath, [program, 'check', ...target, '--allow-clear-login'], {
          FTPS_DOCTOR_PASSWORD: password,
        }),
    })
    console.log(name)
    tell('the 80 ways with 4 sessions', medians.ways, medians.curl, 8)
    tell('the whole process', medians.whole, medians.curl, 12)
  } finally {
    await server.close()
  }
}

try {
  await benchServer('vsftpd (PAM), against one curl login and LIST', () => startVsftpd())
  await benchServer('ProFTPD (AuthUserFile, SHA-512), against the same', () => startProftpd())
  const start = await interleaved({
    node: () => processTime(process.execPath, ['-e', '0']),
    version: () => processTime(process.execPath, [program, '--version']),
  })
  console.log('start')
  tell('ftps-doctor --version against node -e 0', start.version, start.node, 2)
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = misses.length > 0 ? 1 : 0
