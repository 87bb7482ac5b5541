/**
 * What the engine says of a real server is what is so: each of the 80 ways is compared with an independent measurement,
 * on servers and settings that nobody here wrote. FTPS_DOCTOR_REPEATS repeats the engine's part (`npm run soak`).
 */
import t, { type Test } from 'tap'
import type { Report } from '../../src/model/report.js'
import { check } from '../../src/run/check.js'
import { skipUnless } from '../support/needs.js'
import { startVsftpd } from '../support/real-products.js'
import { profiles, type Profile } from '../support/real-profiles.js'
import type { RealServer } from '../support/real.js'
import { measure, outcomeMeasured, outcomeSeen } from './measure.js'
import { repeats } from '../support/soak.js'

t.jobs = 2
for (const profile of profiles) {
  void t.test(profile.name, { skip: skipUnless(...profile.needs) }, async t => {
    const server = await profile.start()
    t.teardown(() => server.close())
    const wanted = Object.fromEntries(
      (await measure(server, profile.forgetful ? 2 : 16)).map(way => [way.id, outcomeMeasured(way)]),
    )
    for (let n = 1; n <= repeats; n++) {
      const report = await look(server)
      const found = Object.fromEntries(report.cells.map(cell => [cell.id, outcomeSeen(cell)]))
      t.same(found, wanted, 'the 80 ways are as they were measured')
      judged(t, profile, report)
    }
  })
}

/** One of each product: a 227 has no place for an IPv6 address, and each says something else in its stead. */
const products = ['vsftpd', 'ProFTPD', 'Pure-FTPd, --tls 2', 'pyftpdlib'].flatMap(
  name => profiles.find(profile => profile.name.startsWith(name)) ?? [],
)

for (const profile of products) {
  void t.test(`${profile.name}, over IPv6`, { skip: skipUnless(...profile.needs) }, async t => {
    const server = await profile.start({ address: '::1' })
    t.teardown(() => server.close())
    const report = await look(server)
    judged(t, profile, report)
    const worked = report.cells.filter(
      ({ id, status }) => /^auth-tls\/P\/(EPSV|EPRT)$/.test(id) && status === 'works',
    )
    t.equal(worked.length, 2, 'EPSV and EPRT work')
    t.same(
      report.cells.filter(({ mode, status }) => mode === 'PORT' && status === 'works'),
      [],
      'PORT cannot',
    )
  })
}

void t.test(
  "vsftpd's last word, in clear inside TLS, is read as the reply that it is",
  { skip: skipUnless('root', 'vsftpd', 'namespaces') },
  async t => {
    const server = await startVsftpd({ chroot_local_user: 'YES' })
    t.teardown(() => server.close())
    const report = await look(server)
    t.equal(report.cause, 'account-home-unusable')
    t.match(report.findings[0]?.summary, /500 OOPS: vsftpd: refusing to run with writable root/)
    t.equal(report.run.logins, 1, 'and the password went out once')
  },
)

function look({ host, port, user, password, ca }: RealServer): Promise<Report> {
  return check(host, { port, implicitPort: port, user, password, ca, allowClearLogin: true })
}

function judged(t: Test, profile: Profile, report: Report): void {
  const { cells, findings, verdict, faults } = report
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)
  t.same(errors, profile.tls ? [] : ['tls-not-offered'], 'a healthy server is not accused')
  const required = findings.find(({ id }) => id === 'session-resumption-required')
  t.same(required?.certainty, profile.resumption ? 'certain' : undefined, 'whether it wants resumption')
  const early = findings.find(({ id }) => id === 'early-data-hello-refused')
  const why = report.undetermined.find(({ id }) => id === 'early-data-hello-refused')?.reason ?? ''
  t.same(early?.certainty, profile.takesEarlyHello ? undefined : 'certain', `TLS may begin early? ${why}`)
  t.equal(verdict.status, profile.tls ? 'healthy' : 'broken')
  const waited = cells.filter(({ failure, ended }) => failure === 'timeout' || ended === 'deadline')
  t.same(
    waited.map(({ id }) => id),
    [],
    'no way ended by a deadline',
  )
  if (!profile.forgetful) t.same(deadlines(report), [], 'nor did a look that was repeated')
  t.same(faults, [], 'and nothing of ours crashed')
}

/** The connections on which a deadline passed: what a healed look leaves behind. */
const deadlines = ({ transcript }: Report): readonly number[] =>
  transcript.connections
    .filter(({ events }) => events.some(({ kind }) => kind === 'deadline'))
    .map(({ id }) => id)
