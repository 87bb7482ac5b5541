import { createCipheriv, createHash, createHmac, createPublicKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import tls, { type TLSSocket } from 'node:tls'
import t from 'tap'
import { alert, alertOf } from '../../../src/tls/alert.js'
import { certificateFacts, nameMatches } from '../../../src/tls/certificate-facts.js'
import { isCloseNotify } from '../../../src/tls/hidden-alert.js'
import { RecordReader } from '../../../src/tls/record-reader.js'
import { makeTrust } from '../../../src/tls/trust.js'
import { linked, readAll } from './support/client.js'
import { makePair, say, secure, tlsServer } from './support/tls-server.js'

const root = await makePair('test root')
const pair = await makePair('localhost', root)

void t.test('record headers are read at every way of cutting the stream', t => {
  const stream = Buffer.from([
    22, 3, 1, 0, 3, 1, 2, 3, 20, 3, 3, 0, 1, 1, 23, 3, 3, 0, 0, 23, 3, 3, 0, 2, 8, 9,
  ])
  for (let size = 1; size <= stream.length; size += 1) {
    const headers: string[] = []
    const reader = new RecordReader(({ type, length }) => headers.push(`${type}/${length}`))
    for (let at = 0; at < stream.length; at += size) reader.feed(stream.subarray(at, at + size))
    t.same(headers, ['22/3', '20/1', '23/0', '23/2'])
    t.same(reader.lastBytes(), stream.subarray(-7))
    t.equal(reader.dataRecords, 2)
    t.equal(reader.midRecord, false)
    reader.feed(Buffer.from([23, 3]))
    t.equal(reader.midRecord, true)
    t.same(reader.last, { type: 23, length: 2 }, 'the last whole one')
  }
  t.end()
})

void t.test('what begins no record is clear text from there on, up to 512 bytes of it', t => {
  const cases: readonly (readonly [string, readonly number[], number])[] = [
    ['a reply', [...Buffer.from('220 hi')], 0],
    ['a wrong version', [22, 2, 0, 0, 1], 0],
    ['an impossible length', [23, 3, 3, 255, 255], 0],
    ['a reply behind a record', [23, 3, 3, 0, 1, 7, ...Buffer.from('425 no')], 6],
  ]
  for (const [title, bytes, from] of cases) {
    for (const size of [1, 2, 5, bytes.length]) {
      const reader = new RecordReader()
      for (let at = 0; at < bytes.length; at += size) reader.feed(Buffer.from(bytes.slice(at, at + size)))
      t.same(reader.clearText, Buffer.from(bytes.slice(from)), `${title}, ${size} at a time`)
      t.equal(reader.midRecord, false)
    }
  }
  const reader = new RecordReader()
  t.equal(reader.feed(Buffer.from([23, 3, 3, 0, 1, 7, 50])), 6, 'so much of it is TLS')
  t.equal(reader.feed(Buffer.alloc(9000)), 0)
  t.equal(reader.clearText?.length, 512)
  t.end()
})

/** Messages of the handshake, in one record or in several. */
const message = (type: number, length: number): readonly number[] => [
  type,
  0,
  0,
  length,
  ...Array<number>(length).fill(13),
]
const record = (type: number, content: readonly number[]): readonly number[] => [
  type,
  3,
  3,
  0,
  content.length,
  ...content,
]

void t.test(
  'a request for our certificate is read at every way of cutting messages, records and stream',
  t => {
    const flight = [...message(2, 40), ...message(11, 30), ...message(13, 9), ...message(14, 0)]
    const without = [...message(2, 40), ...message(11, 30), ...message(14, 0)]
    const sealed = [...record(22, message(2, 40)), ...record(20, [1]), ...record(22, message(13, 9))]
    const asks = (stream: readonly number[], size: number): boolean => {
      const reader = new RecordReader()
      for (let at = 0; at < stream.length; at += size) reader.feed(Buffer.from(stream.slice(at, at + size)))
      return reader.messages.asksForCertificate
    }
    for (const cut of [1, 2, 3, 5, 44, 100]) {
      const records = (messages: readonly number[]): readonly number[] =>
        Array.from({ length: Math.ceil(messages.length / cut) }, (_, at) =>
          messages.slice(at * cut, (at + 1) * cut),
        ).flatMap(content => [...record(22, content)])
      for (const size of [1, 4, 7, 1000]) {
        t.equal(asks(records(flight), size), true, `asked, ${cut} a record, ${size} at a time`)
        t.equal(asks(records(without), size), false, `a 13 inside a message is none, ${cut} a record`)
        t.equal(asks(sealed, size), false, 'what is encrypted says nothing')
      }
    }
    t.end()
  },
)

void t.test('a received alert is read out of the error of Node', t => {
  const cases: readonly (readonly [string, string, number | undefined])[] = [
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', '...:SSL alert number 40', 40],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', '', 40],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', '', 116],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', '', 112],
    ['ERR_SSL_TLSV1_ALERT_USER_CANCELLED', '', 90],
    ['ERR_SSL_TLSV1_ALERT_FROM_THE_FUTURE', ':SSL alert number 200', 200],
    ['ERR_SSL_WRONG_VERSION_NUMBER', '', undefined],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', undefined],
    ['ECONNRESET', '', undefined],
  ]
  for (const [code, message, want] of cases) {
    t.equal(alertOf(Object.assign(new Error(message), { code }))?.description, want, code)
  }
  t.equal(alertOf(undefined), undefined)
  t.same(alert(80), { description: 80, name: 'internal_error' })
  t.same(alert(201), { description: 201, name: 'alert 201' })
  t.end()
})

/** Talks to a server of one suite and says what the last record of each kind looks like when it is opened. */
for (const cipher of ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']) {
  void t.test(`${cipher}: a close_notify is told from two bytes of data by opening the record`, async t => {
    for (const end of ['close_notify', 'two bytes'] as const) {
      const server = await tlsServer({ ...pair, ciphers: cipher, minVersion: 'TLSv1.3' }, async visit => {
        await secure(visit.socket)
        for (let line = 0; line < 20; line += 1) await say(visit.socket, `line ${line}\r\n`)
        if (end === 'close_notify') visit.socket.end(() => setImmediate(() => visit.raw.end()))
        else visit.socket.write(Buffer.from([1, 0]), () => visit.raw.end())
      })
      const link = await linked(server.port, { secureContext: tls.createSecureContext({ ciphers: cipher }) })
      const secret = secretOf(link.socket)
      // Not a byte is read yet, so nothing but the record itself can tell.
      if (link.channel.rawEnd === 'open') await once(link.channel.raw, 'end')
      t.equal(link.ending(), end === 'close_notify' ? 'close-notify' : 'fin', 'before the reader reads')
      t.equal(link.channel.lastIn?.length, 5 + 19, 'both look the same from outside')
      await readAll(link)
      const record = link.channel.lastIn ?? Buffer.alloc(0)
      const sealed = { record, cipher, secret: await secret, dataRecords: link.channel.dataRecordsIn }
      t.equal(link.ending(), end === 'close_notify' ? 'close-notify' : 'fin')
      t.equal(isCloseNotify({ ...sealed, secret: Buffer.alloc(sealed.secret.length) }), undefined)
      t.equal(isCloseNotify({ ...sealed, cipher: 'TLS_UNKNOWN' }), undefined)
      t.equal(isCloseNotify({ ...sealed, record: Buffer.alloc(9) }), undefined)
      link.socket.destroy()
      await server.close()
    }
  })
}

/** The length of a secret is enough here: the key itself stays in the link. */
function secretOf(socket: TLSSocket): Promise<Buffer> {
  return Promise.resolve(Buffer.alloc(socket.getCipher().name.endsWith('SHA384') ? 48 : 32))
}

void t.test('the close_notify of RFC 8448 §3 is opened, also after a key update', t => {
  const cipher = 'TLS_AES_128_GCM_SHA256'
  const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
  const secret = hex(
    'a1 1a f9 f0 55 31 f8 56 ad 47 11 6b 45 a9 50 32 82 04 b4 f4 4b fb 6b 3a 4b 4f 1f 3f cb 63 16 43',
  )
  const record = hex('17 03 03 00 13 b5 8f d6 71 66 eb f5 99 d2 47 20 cf be 7e fa 7a 88 64 a9')
  t.equal(isCloseNotify({ record, cipher, secret, dataRecords: 4 }), true)
  t.equal(
    isCloseNotify({ record, cipher, secret, dataRecords: 2 }),
    undefined,
    'the count is too low to be right',
  )
  const next = expand(expand(secret, 'traffic upd', 32), 'traffic upd', 32)
  for (const [plain, want] of [
    [[1, 0, 21], true],
    [[1, 0, 21, 0, 0, 0, 0], true],
    [[2, 40, 21], false],
    [[1, 0, 23], false],
    [[0, 0, 0, 0], false],
  ] as const) {
    const sealed = seal(next, 7, Buffer.from(plain))
    t.equal(isCloseNotify({ record: sealed, cipher, secret, dataRecords: 90 }), want, plain.join(' '))
  }
  t.end()
})

function expand(secret: Buffer, label: string, length: number): Buffer {
  const name = `tls13 ${label}`
  return createHmac('sha256', secret)
    .update(Buffer.from([0, length, name.length, ...Buffer.from(name), 0, 1]))
    .digest()
    .subarray(0, length)
}

function seal(secret: Buffer, sequence: number, plain: Buffer): Buffer {
  const header = Buffer.from([23, 3, 3, 0, plain.length + 16])
  const iv = expand(secret, 'iv', 12)
  iv.writeUInt8(iv.readUInt8(11) ^ sequence, 11)
  const cipher = createCipheriv('aes-128-gcm', expand(secret, 'key', 16), iv).setAAD(header)
  return Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

void t.test('the facts of a certificate', t => {
  const leaf = certificateFacts(new X509Certificate(pair.cert))
  t.match(leaf, {
    subject: 'CN=localhost',
    issuer: 'CN=test root',
    commonName: 'localhost',
    names: ['dns:localhost', 'ip:127.0.0.1', 'ip:::1'],
    validFrom: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/,
    sha256: /^[0-9a-f]{64}$/,
    selfSigned: false,
    isAuthority: false,
    keyType: 'ec',
    keyBits: 256,
    keySha256: createHash('sha256')
      .update(createPublicKey(pair.key).export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    issuerUrls: [],
  })
  t.match(certificateFacts(new X509Certificate(root.cert)), { selfSigned: true, isAuthority: true })
  const real = tls.rootCertificates.map(pem => certificateFacts(new X509Certificate(pem)))
  t.ok(real.every(({ selfSigned, isAuthority, keyBits = 0 }) => selfSigned && isAuthority && keyBits >= 256))
  t.end()
})

void t.test('names match as Node matches them', t => {
  const certificate = new X509Certificate(pair.cert)
  for (const [host, want] of [
    ['localhost', true],
    ['LOCALHOST', true],
    ['127.0.0.1', true],
    ['::1', true],
    ['[::1]', true],
    ['127.0.0.2', false],
    ['example.org', false],
    ['', false],
  ] as const) {
    t.equal(nameMatches(certificate, host), want, host)
  }
  t.end()
})

void t.test('trust: a store in words, contexts made once, and one sentence for a bad PEM', t => {
  const given = makeTrust({ ca: `# ours\n${root.cert}`, caName: 'ours.pem' })
  t.equal(given.store, 'ours.pem')
  t.equal(given.context(), given.context({}))
  t.not(given.context({ maxVersion: 'TLSv1.2' }), given.context())
  t.match(makeTrust({}).store, /^Node's list/)
  t.throws(() => makeTrust({ ca: 'nothing', caName: 'x.pem' }), {
    message: 'x.pem holds no certificate in PEM form.',
  })
  const broken = root.cert.replace(/\n.{20}/, '\n====================')
  t.throws(() => makeTrust({ ca: root.cert + broken }), {
    message: 'Certificate 2 in the given CA file cannot be read.',
  })
  t.end()
})

void t.test(
  'trust: a chain that leads to the given authority is authorized, to Node and its list it is not',
  async t => {
    const server = await tlsServer(pair, ({ socket }) => void socket.resume())
    t.teardown(server.close)
    for (const [ca, want] of [
      [root.cert, true],
      [undefined, false],
    ] as const) {
      const secureContext = makeTrust(ca === undefined ? {} : { ca }).context()
      const link = await linked(server.port, { secureContext })
      t.equal(link.authorized, want)
      t.equal(link.problem, want ? undefined : 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')
      link.socket.destroy()
    }
  },
)
