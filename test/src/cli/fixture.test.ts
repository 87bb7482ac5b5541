/** From a report to a server: `fixture from`, `mock serve`, `regress`, as a person and as a test has them. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { check, startServer } from '../../../src/run/library.js'
import { unlessInstalled } from '../../fixtures/support/outside-clients.js'
import { optionsFor } from '../run/support/look.js'
import { program } from './support/mock-process.js'

const folder = t.testdir({})
const file = (name: string): string => join(folder, name)
const report = file('report.json')
const golden = (name: string): string =>
  fileURLToPath(new URL(`../../reports/golden/${name}.json`, import.meta.url))

t.before(async () => {
  await using server = await startServer('data/active-refused')
  writeFileSync(
    report,
    JSON.stringify(await check(server.host, { ...optionsFor(server), allowClearLogin: true })),
  )
})

function run(...args: readonly string[]): Readonly<Record<'status' | 'stdout' | 'stderr', unknown>> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

t.test('a report becomes a file, on stdout without --output', t => {
  const made = file('made.json')
  t.same(run('fixture', 'from', report, '--output', made), { status: 0, stdout: '', stderr: '' })
  t.equal(run('fixture', 'from', report)['stdout'], readFileSync(made, 'utf8'))
  t.match(JSON.parse(readFileSync(made, 'utf8')), { schema: 'ftps-doctor/fixture/1', unlike: [] })
  t.end()
})

t.test('regress compares with the recording, and tells what has been changed by hand', t => {
  t.same(run('regress', file('made.json')), { status: 0, stdout: '1 server: 1 as expected\n', stderr: '' })
  const fixture = JSON.parse(readFileSync(file('made.json'), 'utf8')) as { says: object[] }
  fixture.says.unshift({ to: 'EPSV', reply: ['502 Not here'] })
  writeFileSync(file('changed.json'), JSON.stringify(fixture))
  const { status, stdout } = run('regress', file('changed.json'))
  t.equal(status, 1)
  t.match(stdout, /\/EPSV: "works" in the recording, seen "refused mode 502"/)
  t.match(stdout, /finding extended-passive-refused was not in the recording/)
  t.end()
})

t.test('mock serve and startServer start it', { skip: unlessInstalled('curl') }, async t => {
  const curl = 'curl -sS --ssl-reqd --cacert "$FTPS_CA" --user "$FTPS_USER:$FTPS_PASSWORD" "$FTPS_URL"'
  t.match(run('mock', 'serve', file('made.json'), '--', 'sh', '-c', curl), {
    status: 0,
    stdout: /readme\.txt/,
  })
  const server = await startServer(file('made.json'))
  t.equal(server.id, file('made.json'))
  await server.close()
})

t.test('what is unusable is said in one sentence', t => {
  writeFileSync(file('broken.json'), '{')
  writeFileSync(file('damaged.json'), '{"schema":"ftps-doctor/fixture/1","story":1}')
  for (const [args, sentence] of [
    [['fixture', 'from', golden('host-unknown')], /no server can be made of .*: no server was reached in it/],
    [['fixture', 'from', golden('interrupted')], /the check was interrupted/],
    [['fixture', 'from', file('none.json')], /cannot read .*: no such file or folder/],
    [['fixture', 'from', file('broken.json')], /not JSON, or cut off/],
    [['fixture', 'from', file('made.json')], /is not a report of ftps-doctor/],
    [['fixture', 'from', report, '--output', file('x.txt')], /ends in \.json/],
    [['fixture', 'from', report, '--output', join(folder, 'no', 'x.json')], /cannot write .*: no such file/],
    [['fixture'], /fixture wants: from <report\.json>/],
    [['mock', 'serve', report], /is a report, not yet a server: ftps-doctor fixture from/],
    [['mock', 'serve', file('none.json')], /cannot read .*: no such file or folder/],
    [['mock', 'serve', file('damaged.json')], /is a damaged fixture: at /],
    [['regress', file('broken.json')], /as a fixture: it is not JSON/],
    [['regress', '--update', file('made.json')], /--update is for bundled servers/],
  ] as const) {
    const { status, stdout, stderr } = run(...args)
    t.same({ status, stdout }, { status: 2, stdout: '' }, args.join(' '))
    t.match(stderr, sentence)
    t.equal(String(stderr).trimEnd().split('\n').length, 1)
  }
  t.end()
})
