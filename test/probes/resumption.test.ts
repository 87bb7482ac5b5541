import { X509Certificate } from 'node:crypto'
import t from 'tap'
import { resumesHere } from '../../probes/resumption/own-runtime.js'
import { Redactor } from '../../src/engine/redactor.js'
import { Transcript } from '../../src/engine/transcript.js'
import { limits } from '../../src/model/limits.js'
import { systemClock } from '../../src/net/clock.js'
import { practiceCertificate } from '../../src/tls/practice-certificate.js'
import { makeTrust } from '../../src/tls/trust.js'
import { observe } from './support/observe.js'

const only = ['auth-tls/P/EPSV']

t.test('a server that takes both: three transfers a version, one session each', async t => {
  const { value, stable, server, seen } = await observe(t, 'resumption', { options: { only } })
  const looks = ['resumed works', 'without works', 'without works']
  t.same(stable, [
    { version: 'TLSv1.2', looks },
    { version: 'TLSv1.3', looks },
  ])
  t.equal(value.way, 'auth-tls/P/EPSV')
  t.notOk(
    value.versions.some(version => 'resumesHere' in version),
    'nothing is odd',
  )
  const logins = server.seen.filter(({ kind }) => kind === 'login').length
  t.equal(logins, 4, 'two for the table, and one a version')
  t.ok(seen.status === 'observed' && seen.evidence.length > 0)
})

t.test('the passive way is taken, and an active one where no other works', async t => {
  const all = await observe(t, 'resumption', { options: { only: ['auth-tls/P/*'] } })
  t.equal(all.value.way, 'auth-tls/P/PASV')
  const active = await observe(t, 'resumption', {
    faults: { passivePorts: 'refused' },
    options: { only: ['auth-tls/P/*'] },
  })
  t.equal(active.value.way, 'auth-tls/P/PORT')
})

t.test('logins that are used up are said, and what was looked at before is kept', async t => {
  const none = await observe(t, 'resumption', { options: { only, loginBudget: 2 } })
  t.same(none.seen, { status: 'untested', reason: 'login-budget' })
  const one = await observe(t, 'resumption', { options: { only, loginBudget: 3 } })
  t.match(one.stable, [
    { version: 'TLSv1.2', looks: ['resumed works', 'without works', 'without works'] },
    { version: 'TLSv1.3', looks: [], reason: 'login-budget' },
  ])
})

t.test('only where a protected way was asked for, and works', async t => {
  const unwanted = await observe(t, 'resumption', { options: { only: ['auth-tls/C/*'] } })
  t.same(unwanted.seen, { status: 'untested', reason: 'not-selected' })
  const refused = await observe(t, 'resumption', {
    faults: { replies: [{ command: 'PROT', reply: '534 No' }] },
    options: { only },
  })
  t.same(refused.seen, { status: 'untested', reason: 'needs-working-cell' })
})

t.test('this program resumes with a TLS server of its own', async t => {
  const transcript = new Transcript({ clock: systemClock, limits, redactor: new Redactor([]) })
  const { signal } = new AbortController()
  const trust = makeTrust({})
  const context = { clock: systemClock, limits, transcript, trust, signal, standing: new Set<never>() }
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) t.equal(await resumesHere(context, version), true)
})

t.test('the certificate for that server can be read, and is signed by its own key', t => {
  const certificate = new X509Certificate(practiceCertificate().cert)
  t.ok(certificate.verify(certificate.publicKey))
  t.end()
})
