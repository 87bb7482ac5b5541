// npm run soak [-- n]: what is right once must be right each time. Repeats n times (20 when not said)
//   the comparison of the 80 ways with an independent measurement, on every real server,
//   the faults of networks, each time with the next real server,
//   every client on every bundled server, and more pairs of faults,
//   `regress`, and once with deadlines as `check` has them;
// and fails if one repeat differs.
import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const repeats = Number(process.argv[2] ?? 20)
if (!Number.isInteger(repeats) || repeats < 1) {
  console.error(`soak: ${process.argv[2]} is not a number of repeats`)
  process.exit(2)
}

async function testsIn(...folders) {
  const files = await Promise.all(
    folders.map(async folder =>
      (await readdir(new URL(`../${folder}`, import.meta.url)))
        .filter(name => name.endsWith('.test.ts'))
        .map(name => `${folder}/${name}`),
    ),
  )
  return files.flat()
}

/** How often a real server was not the same as the measurement. */
async function soakRealServers() {
  const checkout = fileURLToPath(new URL('..', import.meta.url))
  const tap = createRequire(import.meta.url).resolve('tap/package.json')
  const program = fileURLToPath(new URL('dist/esm/run.mjs', `file://${tap}`))
  const tests = await testsIn('test/interop', 'test/fixtures/outside')
  tests.push('test/src/diagnosis/two-faults.test.ts')
  const seconds = 240 + repeats * 120
  const child = spawn(process.execPath, [program, `--timeout=${seconds}`, ...tests], {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, FTPS_DOCTOR_REPEATS: String(repeats) },
  })
  const [status, signal] = await new Promise(resolve => child.once('close', (...how) => resolve(how)))
  if (status !== 0)
    console.log(`real servers and networks: not the same each time (${signal ?? `exit ${status}`})`)
  return status === 0 ? 0 : 1
}

/** How many repeats of `regress` were not as expected. */
async function soakRegress() {
  const { regress } = await import('../dist/src/run/library.js')
  const runs = [...Array.from({ length: repeats }, () => ({})), { scale: 1 }]
  let bad = 0
  for (const [index, options] of runs.entries()) {
    const what = options.scale === 1 ? 'unscaled' : `${index + 1} of ${repeats}`
    const begun = performance.now()
    const odd = (await regress(options)).filter(({ is }) => is !== 'same' && is !== 'skipped')
    bad += odd.length > 0 ? 1 : 0
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    console.log(`regress ${what}: ${odd.length === 0 ? 'as expected' : 'DIFFERENT'}, ${seconds} s`)
    for (const { server, is, drift = [], message } of odd)
      console.log([`  ${server}: ${message ?? is}`, ...drift].join('\n    '))
  }
  return bad
}

const bad = (await soakRegress()) + (await soakRealServers())
console.log(bad === 0 ? `no flake in ${repeats} repeats` : 'not the same each time')
process.exitCode = bad === 0 ? 0 : 1
