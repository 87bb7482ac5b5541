/** The connection dies right after 234: who hung up, and at what, tells a firewall from a version or a cipher. */
import { afterAuth, fatalAlert } from './support/conversations.js'
import { transferring } from './support/transferring.js'
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'

const ids = [
  'closed-after-auth',
  'clear-text-after-auth',
  'hello-unanswered',
  'clear-bytes-behind-234',
  'encryption-inspected',
  'client-certificate-required',
  'login-refused',
]

/** Two bytes of version, 32 of random, one of session id length: behind it stands what a hello offers. */
const smallHello = 300

lookAlikes('dies after 234', ids, [
  {
    says: 'alg-kills-after-auth, with FIN',
    look: scripted({ faults: { afterAuth: { when: 'at-once', what: 'close' } }, started: explicitOnly }),
    cause: 'closed-after-auth',
    certainty: 'certain',
    summary: /closed at the first TLS hello/,
  },
  {
    says: 'alg-kills-after-auth, with RST',
    look: scripted({ faults: { afterAuth: { when: 'at-hello', what: 'reset' } }, started: explicitOnly }),
    cause: 'closed-after-auth',
    certainty: 'certain',
    summary: /reset at the first TLS hello/,
  },
  {
    says: 'alg-kills-after-auth, with silence',
    look: scripted({
      faults: { silentAt: 'handshake' },
      started: explicitOnly,
      options: { limits: patientBut({ hello: 500 }) },
    }),
    cause: 'hello-unanswered',
    certainty: 'certain',
  },
  {
    says: 'plaintext-after-auth',
    look: scripted({
      faults: { afterAuth: { when: 'at-hello', what: 'clear-text', text: '421 No key\r\n' } },
      started: explicitOnly,
    }),
    cause: 'clear-text-after-auth',
    certainty: 'certain',
  },
  {
    says: 'tls-version-too-old-server, as a real TLS 1.0 server',
    look: raw(
      afterAuth(talk =>
        talk.secure({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
      ),
    ),
    cause: 'unknown-cause',
    summary: /TLS was ended by an alert \(70 protocol_version\)/,
  },
  {
    says: 'tls-version-too-old-client: the server says alert 70',
    look: raw(
      afterAuth(async talk => {
        await talk.bytes()
        talk.say(fatalAlert(70))
        talk.end()
      }),
    ),
    cause: 'unknown-cause',
    summary: /70 protocol_version/,
  },
  {
    says: 'no-shared-cipher: the server says alert 40',
    look: raw(
      afterAuth(async talk => {
        await talk.bytes()
        talk.say(fatalAlert(40))
        talk.end()
      }),
    ),
    cause: 'unknown-cause',
    summary: /40 handshake_failure/,
  },
  {
    says: 'client-cert-required, TLS 1.2: the same alert 40',
    look: raw(
      afterAuth(talk => talk.secure({ maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true })),
    ),
    cause: 'unknown-cause',
    summary: /40 handshake_failure/,
  },
  {
    says: 'client-cert-required, TLS 1.3: after the handshake, and no login is refused',
    look: raw(transferring({ tls: { requestCert: true, rejectUnauthorized: true } })),
    cause: 'client-certificate-required',
    certainty: 'likely',
    summary: /handshake_failure \(40\).*misses a certificate of the client/,
  },
  {
    says: 'pq-clienthello-split: large hellos are dropped, a small one is answered',
    look: raw(
      afterAuth(async talk => {
        const hello = await talk.bytes()
        if (hello === undefined || hello.length > smallHello) return
        talk.unread(hello)
        await talk.secure({ maxVersion: 'TLSv1.2' })
      }),
      { limits: patientBut({ hello: 700 }) },
    ),
    cause: 'hello-unanswered',
    certainty: 'likely',
    summary: /A hello that offers TLS 1\.2 alone is answered/,
  },
])
