// npm run soak [-- n]: repeats the comparison of the 80 ways with an independent measurement n times (20 when not said)
// on every real server, and fails if one repeat differs: whoever is right once must be right each time.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const repeats = Number(process.argv[2] ?? 20)
if (!Number.isInteger(repeats) || repeats < 1) {
  console.error(`soak: ${process.argv[2]} is not a number of repeats`)
  process.exit(2)
}

const checkout = fileURLToPath(new URL('..', import.meta.url))
const tap = createRequire(import.meta.url).resolve('tap/package.json')
const program = fileURLToPath(new URL('dist/esm/run.mjs', `file://${tap}`))
const seconds = 240 + repeats * 120
const child = spawn(
  process.execPath,
  [program, `--timeout=${seconds}`, 'test/interop/real-servers.test.ts'],
  {
    cwd: checkout,
    stdio: 'inherit',
    env: { ...process.env, FTPS_DOCTOR_REPEATS: String(repeats) },
  },
)
child.once('close', (status, signal) => {
  const good = status === 0
  console.log(
    good ? `no flake in ${repeats} repeats` : `not the same each time (${signal ?? `exit ${status}`})`,
  )
  process.exitCode = good ? 0 : 1
})
