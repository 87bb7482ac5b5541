// The package as others get it: packed, in an empty folder, with its types.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { installInto, offline } from '../../support/installed.js'
import { checkout } from '../../support/needs.js'

/** Outside of the checkout, so that nothing of it is found by chance. */
const folder = mkdtempSync(join(tmpdir(), 'ftps-doctor-installed-'))
t.before(() => installInto(folder, ['@types/node']))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const user = `
import { startServer, UsageError, type RunningServer, type SeenEvent } from 'ftps-doctor'

export async function run(): Promise<readonly string[]> {
  await using server: RunningServer = await startServer('matrix/compliant', { port: 0, user: 'edi' })
  const event: SeenEvent | undefined = server.seen.find(({ kind }) => kind === 'login')
  if (event?.kind === 'login') console.log(event.user, event.accepted)
  const login = await server.saw('login', AbortSignal.timeout(1000)).catch(() => undefined)
  if (login?.clear) throw new UsageError('in clear')
  return [server.url, server.caFile, server.ca]
}

export const wrong = [
  // @ts-expect-error: the faults inside a server are no part of what is promised.
  () => startServer('matrix/compliant', { faults: {} }),
  // @ts-expect-error: there is no such event.
  (server: RunningServer) => server.saw('nothing', AbortSignal.timeout(1)),
]
`

t.test('the types hold for a strict user, declarations of ours included', t => {
  writeFileSync(join(folder, 'user.ts'), user)
  const compiler = join(checkout, 'node_modules/typescript/bin/tsc')
  const options =
    '--noEmit --strict --target es2022 --lib es2023,esnext.disposable --module nodenext --types node'
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...options.split(' '), 'user.ts'], {
    cwd: folder,
    encoding: 'utf8',
  })
  t.equal(status, 0, stdout)
  t.end()
})

const script = `
import { startServer } from 'ftps-doctor'
const server = await startServer('matrix/compliant')
console.log(new URL(server.url).port === String(server.port), server.seen.length)
await server[Symbol.asyncDispose]()
await startServer('matrix/complaint').catch(error => console.log(error.name, error.message))
await startServer('product/ftp-srv').then(real => real.close())
`

t.test('startServer runs in an empty folder, and so does the command', t => {
  const env = { ...process.env, ...offline, NODE_OPTIONS: '' }
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  t.match(
    output,
    /^true 0\nUsageError there is no bundled server "matrix\/complaint"; near it: matrix\/compliant, .*\n$/,
  )
  const listed = execFileSync('npx', ['ftps-doctor', 'mock', 'list', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  t.ok((JSON.parse(listed) as readonly unknown[]).length > 0)
  t.end()
})
