import { X509Certificate } from 'node:crypto'
import t from 'tap'
import type { ScriptedFaults } from '../../fixtures/scripted/scripted-faults.js'
import { observe } from './support/observe.js'

t.test('a healthy certificate, as it was sent', async t => {
  const { value, stable, seen, server } = await observe(t, 'certificate')
  t.same(stable, { length: 1, nameMatches: true, verified: true })
  const sent = new X509Certificate(server.certificate)
  t.match(value, {
    security: 'auth-tls',
    tlsName: '127.0.0.1',
    pinned: false,
    insecure: false,
    store: 'the practice authority',
    chain: [
      {
        subject: 'CN=localhost',
        issuer: 'CN=ftps-doctor practice authority',
        names: ['dns:localhost', 'ip:127.0.0.1', 'ip:::1'],
        sha256: sent.fingerprint256.replaceAll(':', '').toLowerCase(),
        selfSigned: false,
        isAuthority: false,
        keyType: 'ec',
        keyBits: 256,
      },
    ],
  })
  t.notOk('problem' in value)
  t.ok(seen.status === 'observed' && seen.evidence.length === 1, 'it points to its handshake')
})

t.test('what is wrong with one is said in OpenSSL’s words, and verified is false', async t => {
  const table: readonly (readonly [ScriptedFaults, object])[] = [
    [
      { serverCertificate: 'self-signed' },
      { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', nameMatches: true, chain: [{ selfSigned: true }] },
    ],
    [{ serverCertificate: 'expired' }, { problem: 'CERT_HAS_EXPIRED', nameMatches: true }],
    [
      { serverCertificate: 'wrong-name' },
      { nameMatches: false, chain: [{ names: ['dns:ftp.other.example'] }] },
    ],
  ]
  for (const [faults, expected] of table) {
    const { value } = await observe(t, 'certificate', { faults })
    t.match(value, { ...expected, verified: false })
  }
})

t.test('a pin accepts exactly one certificate, and nothing else then does', async t => {
  const { server } = await observe(t, 'certificate', { faults: { serverCertificate: 'self-signed' } })
  const pin = new X509Certificate(server.certificate).fingerprint256
  const faults = { serverCertificate: 'self-signed' } as const
  t.match((await observe(t, 'certificate', { faults, options: { pin } })).value, {
    pinned: true,
    verified: true,
  })
  t.match((await observe(t, 'certificate', { options: { pin } })).value, {
    pinned: false,
    pin: pin.replaceAll(':', '').toLowerCase(),
    verified: false,
    nameMatches: true,
  })
  t.match((await observe(t, 'certificate', { faults, options: { insecure: true } })).value, {
    insecure: true,
    verified: false,
  })
})

t.test('without TLS there is none', async t => {
  const { seen } = await observe(t, 'certificate', {
    started: { policy: { mechanisms: [], implicit: false } },
  })
  t.same(seen, { status: 'untested', reason: 'not-reachable' })
})
