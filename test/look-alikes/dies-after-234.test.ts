/** The connection dies right after 234: who hung up, and at what, tells a firewall from a version or a cipher. */
import { afterAuth, fatalAlert } from './support/conversations.js'
import type { Talk } from './support/raw-server.js'
import { transferring } from './support/transferring.js'
import { explicitOnly, lookAlikes, patientBut, raw, scripted } from './support/group.js'

const ids = [
  'closed-after-auth',
  'clear-text-after-auth',
  'hello-unanswered',
  'clear-bytes-behind-234',
  'encryption-inspected',
  'handshake-refused',
  'handshake-intermittent',
  'old-tls-only',
  'sslv3-only',
  'sslv2-only',
  'tls13-intolerant',
  'unknown-cause',
  'client-certificate-required',
  'login-refused',
]

/** Two bytes of version, 32 of random, one of session id length: behind it stands what a hello offers. */
const smallHello = 300

/** Larger hellos are never answered. */
function onlySmall(talk: Talk): Talk {
  return {
    number: talk.number,
    socket: talk.socket,
    line: () => talk.line(),
    bytes: () => talk.bytes(),
    unread: bytes => talk.unread(bytes),
    say: text => talk.say(text),
    end: () => talk.end(),
    reset: () => talk.reset(),
    async secure(options) {
      const hello = await talk.bytes()
      if (hello === undefined || hello.length > smallHello) return
      talk.unread(hello)
      await talk.secure({ ...options, maxVersion: 'TLSv1.2' })
    },
  }
}

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
    cause: 'old-tls-only',
    certainty: 'certain',
    summary: /no version above TLS 1\.1: with TLS 1\.2 on offer it chooses/,
    beside: ['handshake-refused'],
  },
  {
    says: 'tls-version-too-old-server that refuses what is newer instead of choosing',
    look: raw(
      afterAuth(async talk => {
        const hello = await talk.bytes()
        if (hello === undefined) return
        if (hello.readUInt16BE(9) > 0x0301) {
          talk.say(fatalAlert(70))
          talk.end()
          return
        }
        talk.unread(hello)
        await talk.secure({ minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' })
      }),
    ),
    cause: 'old-tls-only',
    certainty: 'certain',
    summary: /no version above TLS 1\.0: of 7 hellos that offer more each meets the alert protocol_version/,
    beside: ['handshake-refused'],
  },
  {
    says: 'a hello that offers TLS 1.3 is met by silence, one of the same size without is answered',
    look: scripted({
      faults: { hellos: { 'TLSv1.3': 'silence' } },
      started: explicitOnly,
      options: { limits: patientBut({ hello: 700 }) },
    }),
    cause: 'tls13-intolerant',
    certainty: 'certain',
    summary: /4 hellos with it met silence, and all 3 without it were answered/,
    beside: ['hello-unanswered'],
  },
  {
    says: 'a hello that offers TLS 1.3 is met by an alert',
    look: scripted({ faults: { hellos: { 'TLSv1.3': { alert: 70 } } }, started: explicitOnly }),
    cause: 'tls13-intolerant',
    certainty: 'certain',
    summary: /met the alert protocol_version \(70\)/,
    beside: ['handshake-refused'],
  },
  {
    says: 'a server with TLS 1.2 alone, and well',
    look: scripted({
      faults: { tlsVersions: { from: 'TLSv1.2', to: 'TLSv1.2' } },
      started: explicitOnly,
    }),
    cause: null,
  },
  {
    says: 'SSLv2 alone, with --audit',
    look: scripted({
      faults: {
        hellos: {
          SSLv2: { chooses: 'SSLv2' },
          ...{ SSLv3: 'close', TLSv1: 'close', 'TLSv1.1': 'close', 'TLSv1.2': 'close', 'TLSv1.3': 'close' },
        },
      },
      started: explicitOnly,
      options: { audit: true },
    }),
    cause: 'sslv2-only',
    certainty: 'certain',
    summary: /no version above SSLv2: of 9 hellos that offer more each meets a close/,
    beside: ['closed-after-auth'],
  },
  {
    says: 'the hello is answered now and then',
    look: scripted({
      faults: { everyNthHello: 3 },
      started: explicitOnly,
      options: { limits: patientBut({ hello: 700 }) },
    }),
    cause: 'handshake-intermittent',
    certainty: 'likely',
    summary: /1 of \d identical hellos, .*the others met silence/,
  },
  {
    says: 'the hello is answered now and then, the first one not',
    look: scripted({
      faults: { everyNthHello: 2 },
      started: explicitOnly,
      options: { limits: patientBut({ hello: 700 }) },
    }),
    cause: 'handshake-intermittent',
    certainty: 'certain',
    summary: /\d of \d+ identical hellos, .*the others met silence/,
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
    cause: 'handshake-refused',
    certainty: 'likely',
    summary: /takes neither TLS 1\.3 nor TLS 1\.2/,
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
    cause: 'handshake-refused',
    certainty: 'likely',
    summary: /handshake_failure \(40\): 4 hellos of 3 kinds/,
  },
  {
    says: 'no-shared-cipher: the server says so in its own words, too',
    look: raw(
      afterAuth(async talk => {
        await talk.bytes()
        talk.say(Buffer.concat([fatalAlert(40), Buffer.from('421 TLS handshake failed\r\n')]))
        talk.end()
      }),
    ),
    cause: 'handshake-refused',
    certainty: 'certain',
    summary: /it says "421 TLS handshake failed"/,
  },
  {
    says: 'no-shared-cipher, as a real server with a certificate that its ciphers do not fit',
    look: raw(
      afterAuth(talk => talk.secure({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' })),
    ),
    cause: 'handshake-refused',
    certainty: 'likely',
    summary: /handshake_failure \(40\)/,
  },
  {
    says: 'sni-unrecognised-fatal: a hello without a name is answered',
    look: raw(
      afterAuth(async talk => {
        const hello = await talk.bytes()
        if (hello === undefined) return
        if (hello.includes('ftp.example')) {
          talk.say(fatalAlert(112))
          talk.end()
          return
        }
        talk.unread(hello)
        await talk.secure()
      }),
      { tlsName: 'ftp.example' },
    ),
    cause: 'handshake-refused',
    certainty: 'likely',
    summary: /unrecognized_name \(112\).*serves no such name/,
  },
  {
    says: 'client-cert-required, TLS 1.2: the same alert 40',
    look: raw(
      afterAuth(talk => talk.secure({ maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true })),
    ),
    cause: 'client-certificate-required',
    certainty: 'certain',
    summary: /asks for a certificate in the TLS handshake.*handshake_failure \(40\)/,
  },
  {
    says: 'client-cert-required: the server only asks, and says to USER that it wants one',
    look: raw(
      transferring({
        tls: { requestCert: true },
        answer: (session, command) =>
          session.isEncrypted && command === 'USER' ? '530 Client certificate required' : undefined,
      }),
    ),
    cause: 'client-certificate-required',
    certainty: 'likely',
    summary: /says "530 Client certificate required"/,
  },
  {
    says: 'a certificate is only asked for, with TLS 1.2, and the server is well',
    look: raw(transferring({ tls: { maxVersion: 'TLSv1.2', requestCert: true } })),
    cause: null,
  },
  {
    says: 'client-cert-required, TLS 1.3: after the handshake, and no login is refused',
    look: raw(transferring({ tls: { requestCert: true, rejectUnauthorized: true } })),
    cause: 'client-certificate-required',
    certainty: 'certain',
    summary:
      /asks for a certificate and refuses.*handshake_failure \(40\).*misses a certificate of the client/,
  },
  {
    says: 'pq-clienthello-split: large hellos are dropped, a small one is answered',
    look: raw(talk => transferring()(onlySmall(talk)), { limits: patientBut({ hello: 700 }) }),
    cause: 'hello-unanswered',
    certainty: 'likely',
    summary: /A hello that offers TLS 1\.2 alone is answered/,
  },
])
