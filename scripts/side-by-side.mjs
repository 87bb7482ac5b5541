// node scripts/side-by-side.mjs <npm script> ...: runs them at the same time, prints what each said when it has ended, and fails if one did.
import { spawn } from 'node:child_process'

/** One npm script to its end. */
async function run(name) {
  const npm = process.env['npm_execpath'] ?? 'npm'
  const child = npm.endsWith('js')
    ? spawn(process.execPath, [npm, 'run', '--silent', name])
    : spawn(npm, ['run', '--silent', name])
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(chunk))
  const failure = await new Promise(resolve => {
    child.once('error', resolve)
    child.once('close', status => resolve(status === 0 ? undefined : `exit ${status}`))
  })
  console.log(`${failure === undefined ? 'ok' : 'NOT OK'}  npm run ${name}`)
  if (failure !== undefined) console.log(`${Buffer.concat(said)}${failure}`)
  return failure === undefined
}

const passed = await Promise.all(process.argv.slice(2).map(run))
process.exitCode = passed.every(Boolean) ? 0 : 1
