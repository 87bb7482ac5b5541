/** `regress` as it runs where the package is installed: without the sources, with the expectations of the build. */
import { spawn } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Expectation } from '../../../src/model/expectation.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const installed = t.testdir()
for (const name of ['dist', 'package.json'])
  cpSync(join(root, name), join(installed, name), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'))

const selfSigned = 'tls/certificate-self-signed'

function run(...args: readonly string[]): Promise<Readonly<Record<'status' | 'stdout' | 'stderr', unknown>>> {
  const child = spawn(process.execPath, [join(installed, 'dist/src/cli/main.js'), 'regress', ...args])
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise(resolve => child.on('close', status => resolve({ status, stdout, stderr })))
}

t.test('the same is 0, different is 1 and told, an unknown id is 2', async t => {
  t.same(await run(selfSigned), { status: 0, stdout: '1 server: 1 as expected\n', stderr: '' })
  const file = join(installed, 'dist/fixtures/expected', `${selfSigned}.json`)
  const expectation = JSON.parse(readFileSync(file, 'utf8')) as Expectation
  const observations = { ...expectation.observations, 'certificate.length': 2 }
  writeFileSync(file, JSON.stringify({ ...expectation, observations }))
  t.same(await run(selfSigned), {
    status: 1,
    stdout:
      'tls/certificate-self-signed: 1 difference\n' +
      '  observation certificate.length: expected 2, seen 1\n' +
      '1 server: 1 different\n',
    stderr: '',
  })
  const unknown = await run('tls/certificate-self-singed')
  t.match(unknown, { status: 2, stdout: '' })
  t.match(
    unknown['stderr'],
    /^ftps-doctor: there is no bundled server .* near it: tls\/certificate-self-signed,/,
  )
})

t.test('--update without the sources is refused before anything is looked at', async t => {
  t.same(await run('--update'), {
    status: 2,
    stdout: '',
    stderr:
      'ftps-doctor: --update rewrites fixtures/expected in a clone of the sources; this is an installation\n',
  })
})
