/** A name with addresses of both families, of which one takes no connection. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startServer, type RunningServer } from '../../fixtures/start-server.js'
import type { Report } from '../../src/model/report.js'
import { checkout, skipUnless } from '../support/needs.js'

const skip = skipUnless('namespaces')

/** A check of a name that has both families in a hosts file of our own, which nobody else on this machine sees. */
async function checkBoth(t: Test, { port, user, password, caFile }: RunningServer): Promise<Report> {
  const hosts = join(t.testdir({}), 'hosts')
  writeFileSync(hosts, '127.0.0.1 both.example\n::1 both.example\n')
  const ours = 'mount --bind "$0" /etc/hosts && exec "$@"'
  const program = [process.execPath, join(checkout, 'dist/src/cli/main.js')]
  const target = ['check', 'both.example', '--port', String(port), '--tls-name', 'localhost']
  const options = ['--user', user, '--ca', caFile, '--reporter', 'json', '--only', 'auth-tls/P/EPSV']
  const stdout = await new Promise<string>(resolve => {
    execFile(
      'unshare',
      ['--mount', 'sh', '-c', ours, hosts, ...program, ...target, ...options],
      { env: { ...process.env, FTPS_DOCTOR_PASSWORD: password }, maxBuffer: 1e8 },
      (_error, out) => {
        resolve(out)
      },
    )
  })
  return JSON.parse(stdout) as Report
}

t.test('one family listens', { skip }, async t => {
  await using server = await startServer('matrix/compliant')
  const report = await checkBoth(t, server)
  const found = report.findings.find(({ id }) => id === 'address-family-broken')
  t.equal(found?.severity, 'warning')
  t.match(found, { certainty: 'certain', summary: /\[::1\]:\d+ refuses it, 127\.0\.0\.1:\d+ answers/ })
})

t.test('both listen', { skip }, async t => {
  await using four = await startServer('matrix/compliant')
  await using six = await startServer('matrix/compliant', { host: '::1', port: four.port })
  t.equal(six.port, four.port)
  const report = await checkBoth(t, four)
  t.match(report.observations['addresses'], { value: { others: [{ connect: 'open' }] } })
  t.notOk(report.findings.some(({ id }) => id === 'address-family-broken'))
})
