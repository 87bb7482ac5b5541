import { once } from 'node:events'
import type net from 'node:net'
import tls, { type SecureVersion } from 'node:tls'
import t from 'tap'
import { handshake, type HandshakeOutcome } from '../../../src/tls/handshake.js'
import { clock, close, linked, readAll, secureContext, shake } from './support/client.js'
import { clearServer, connectTo, makePair, say, secure, tlsServer } from './support/tls-server.js'

const root = await makePair('test root')
const pair = await makePair('localhost', root)
const versions = ['TLSv1.2', 'TLSv1.3'] as const satisfies readonly SecureVersion[]
const signal = new AbortController().signal
/** Whatever a test does not change of how a raw socket is shaken. */
const usual = { secureContext, deadlineMs: 5000, clock, signal }

function upTo(maxVersion: SecureVersion): tls.SecureContext {
  return tls.createSecureContext({ maxVersion })
}

const endings: readonly {
  readonly title: string
  readonly answer: (raw: net.Socket) => void
  readonly want: object
}[] = [
  { title: 'a FIN after ClientHello', answer: raw => void raw.end(), want: { is: 'fin' } },
  { title: 'a RST after ClientHello', answer: raw => void raw.resetAndDestroy(), want: { is: 'rst' } },
  {
    title: 'a FIN inside the first record',
    answer: raw => void raw.end(Buffer.from([22, 3, 3, 0, 90, 2])),
    want: { is: 'fin' },
  },
  {
    title: 'a reply in clear',
    answer: raw => void raw.write('425 Unable to build data connection\r\n'),
    want: { is: 'clear-text', bytes: Buffer.from('425 Unable to build data connection\r\n') },
  },
  {
    title: 'a reply in clear and a FIN',
    answer: raw => void raw.end('500 no\r\n'),
    want: { is: 'clear-text', bytes: Buffer.from('500 no\r\n') },
  },
  {
    title: 'clear text that is shorter than a record header, and a FIN',
    answer: raw => void raw.end('no'),
    want: { is: 'clear-text', bytes: Buffer.from('no') },
  },
  {
    title: 'a clear alert',
    answer: raw => void raw.write(Buffer.from([21, 3, 3, 0, 2, 2, 40])),
    want: { is: 'alert', description: 40, name: 'handshake_failure' },
  },
  {
    title: 'an alert, and a reply in clear in the same segment',
    answer: raw => void raw.end(Buffer.from([21, 3, 3, 0, 2, 2, 40, ...Buffer.from('421 no\r\n')])),
    want: {
      is: 'alert',
      description: 40,
      name: 'handshake_failure',
      clearText: Buffer.from('421 no\r\n'),
    },
  },
  {
    title: 'a clear alert and a FIN',
    answer: raw => void raw.end(Buffer.from([21, 3, 1, 0, 2, 2, 70])),
    want: { is: 'alert', description: 70, name: 'protocol_version' },
  },
  {
    title: 'close_notify as the answer to ClientHello',
    answer: raw => void raw.end(Buffer.from([21, 3, 3, 0, 2, 1, 0])),
    want: { is: 'alert', description: 0, name: 'close_notify' },
  },
]

for (const version of versions) {
  for (const { title, answer, want } of endings) {
    void t.test(`${version}: ${title}`, async t => {
      const server = await clearServer(raw => {
        raw.once('data', () => answer(raw))
      })
      t.teardown(server.close)
      const raw = await connectTo(server.port)
      const outcome = await handshake({ raw, ...usual, secureContext: upTo(version) })
      t.match(outcome, want)
      t.ok(raw.destroyed, 'the raw socket is destroyed')
    })
  }

  void t.test(`${version}: silence after ClientHello lasts until our deadline`, async t => {
    const hello = { seen: false }
    const server = await clearServer(raw => {
      raw.once('data', () => (hello.seen = true))
    })
    t.teardown(server.close)
    const outcome = await shake(server.port, { secureContext: upTo(version), deadlineMs: 100 })
    t.equal(outcome.is, 'silence')
    t.ok(hello.seen)
  })

  void t.test(`${version}: clear text after some records is quoted from its own start`, async t => {
    const server = await tlsServer({ ...pair, maxVersion: version }, async ({ wire, raw }) => {
      wire.kept = []
      await once(raw, 'data')
      while (wire.written === 0) await new Promise(resolve => setImmediate(resolve))
      const flight = Buffer.concat(wire.kept)
      const first = 5 + flight.readUInt16BE(3)
      raw.write(Buffer.concat([flight.subarray(0, first), Buffer.from('425 too late\r\n')]))
    })
    t.teardown(server.close)
    t.match(await shake(server.port), { is: 'clear-text', bytes: Buffer.from('425 too late\r\n') })
  })

  void t.test(`${version}: a missing client certificate is an alert, in TLS 1.3 only after done`, async t => {
    const context = {
      ...pair,
      ca: root.cert,
      requestCert: true,
      rejectUnauthorized: true,
      maxVersion: version,
    }
    const server = tls.createServer(context).on('tlsClientError', () => undefined)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => server.close())
    const { port } = server.address() as net.AddressInfo
    const outcome = await shake(port)
    if (version === 'TLSv1.2') {
      t.equal(outcome.is === 'done', false)
      t.equal(outcome.asksForCertificate, true)
      return
    }
    if (outcome.is !== 'done') throw new Error(outcome.is)
    await readAll(outcome.link)
    outcome.link.socket.destroy()
  })

  void t.test(`${version}: whether a certificate is asked for shows in TLS 1.2 alone`, async t => {
    for (const requestCert of [true, false]) {
      const server = tls.createServer({
        ...pair,
        requestCert,
        rejectUnauthorized: false,
        maxVersion: version,
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      t.teardown(() => server.close())
      const outcome = await shake((server.address() as net.AddressInfo).port)
      if (outcome.is !== 'done') throw new Error(outcome.is)
      t.equal(outcome.asksForCertificate === true, requestCert && version === 'TLSv1.2')
      await close(outcome.link)
    }
  })

  void t.test(`${version}: the newest ticket resumes, and a resumed link has no chain`, async t => {
    const server = await tlsServer({ ...pair, maxVersion: version }, async ({ socket }) => {
      await secure(socket)
      await say(socket, 'hello')
      socket.end()
    })
    t.teardown(server.close)
    const first = await linked(server.port)
    t.equal(first.resumed, false)
    t.equal(first.chain.length, 1)
    await readAll(first)
    await close(first)
    let session = first.newestTicket()
    for (let run = 0; run < 3; run += 1) {
      t.ok(session, 'there is a ticket')
      const again = await linked(server.port, {
        secureContext: upTo(version),
        ...(session && { session }),
      })
      t.equal(again.resumed, true)
      t.same(again.chain, [])
      t.equal(String(await readAll(again)), 'hello')
      t.equal(again.ending(), 'close-notify', 'told on a resumed link, too')
      await close(again)
      session = again.newestTicket() ?? session
    }
  })

  void t.test(`${version}: many at once, each with its own ending, and nothing stays open`, async t => {
    let visits = 0
    const server = await tlsServer({ ...pair, maxVersion: version }, async ({ socket, raw }) => {
      const clean = visits++ % 2 === 0
      await secure(socket)
      await say(socket, clean ? 'clean' : 'torn')
      if (clean) socket.end(() => setImmediate(() => raw.end()))
      else raw.end()
    })
    t.teardown(server.close)
    const runs = Array.from({ length: 40 }, async () => {
      const link = await linked(server.port)
      const text = String(await readAll(link))
      const ending = link.ending()
      await close(link)
      return text === 'clean' ? ending === 'close-notify' : text === 'torn' && ending === 'fin'
    })
    t.same(await Promise.all(runs), Array<boolean>(40).fill(true))
  })
}

void t.test('the link names version, suite, chain as sent, and what is wrong with it', async t => {
  const stray = await makePair('stray localhost')
  const server = await tlsServer({ ...pair, cert: pair.cert + stray.cert + root.cert }, ({ socket }) => {
    socket.resume()
  })
  t.teardown(server.close)
  const link = await linked(server.port)
  t.same(link.facts, { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' })
  t.same(
    link.chain.map(({ subject }) => subject),
    ['CN=localhost', 'CN=stray localhost', 'CN=test root'],
  )
  t.equal(link.authorized, false)
  t.equal(link.problem, 'SELF_SIGNED_CERT_IN_CHAIN')
  link.socket.destroy()
  const trusting = tls.createSecureContext({ ca: root.cert, maxVersion: 'TLSv1.2' })
  const trusted = await linked(server.port, { secureContext: trusting, serverName: 'another.example' })
  t.equal(trusted.authorized, true, 'the name is not part of it')
  t.equal(trusted.problem, undefined)
  t.equal(trusted.facts.version, 'TLSv1.2')
  t.equal(trusted.chain.length, 3)
  trusted.socket.destroy()
  await once(trusted.socket, 'close')
})

void t.test('the server name is sent in ASCII, and never for a literal address', async t => {
  const asked: (string | false | undefined)[] = []
  const server = await tlsServer(pair, async ({ socket }) => {
    await secure(socket)
    asked.push((socket as { servername?: string | false }).servername)
    socket.end()
  })
  t.teardown(server.close)
  for (const serverName of ['localhost.', 'b\u00fccher.example', '127.0.0.1', '[::1]', undefined]) {
    const link = await linked(server.port, serverName === undefined ? {} : { serverName })
    await readAll(link)
    await close(link)
  }
  t.same(asked, ['localhost', 'xn--bcher-kva.example', false, false, false])
})

void t.test('records of both directions are told, and the bytes are counted', async t => {
  const server = await tlsServer(pair, async ({ socket, raw }) => {
    await secure(socket)
    await say(socket, 'hello')
    raw.end()
  })
  t.teardown(server.close)
  const records: string[] = []
  const link = await linked(server.port, {
    onRecord: ({ direction, type }) => records.push(`${direction} ${type}`),
  })
  await readAll(link)
  t.same(records.slice(0, 2), ['out 22', 'in 22'])
  t.ok(link.channel.bytesIn > 500 && link.channel.bytesOut > 300)
  await close(link)
})

void t.test('bytes that were read before TLS was laid over the socket count as its first', async t => {
  const server = await clearServer(raw => {
    raw.write('220 hello')
  })
  t.teardown(server.close)
  const raw = await connectTo(server.port)
  const [head] = (await once(raw, 'data')) as [Buffer]
  raw.pause().removeAllListeners('data')
  const outcome = await handshake({ raw, head, ...usual })
  t.match(outcome, { is: 'clear-text', bytes: Buffer.from('220 hello') })
})

void t.test('a reply in clear that comes in pieces inside TLS is kept whole', async t => {
  const peer: { raw?: net.Socket } = {}
  const server = await tlsServer({ ...pair, maxVersion: 'TLSv1.2' }, ({ raw }) => void (peer.raw = raw))
  t.teardown(server.close)
  const outcome = await shake(server.port)
  if (outcome.is !== 'done') throw new Error(outcome.is)
  const { channel, socket } = outcome.link
  const failed = new Promise(resolve => socket.once('error', resolve))
  for (const piece of ['5', '00 OOPS: ', 'the reason', '\r\n']) {
    t.notOk(socket.destroyed, `before ${JSON.stringify(piece)}`)
    const before = channel.bytesIn
    peer.raw?.write(piece)
    while (channel.bytesIn < before + piece.length) await once(channel.raw, 'data')
  }
  t.match(await failed, { code: 'ERR_SSL_WRONG_VERSION_NUMBER' })
  t.same(channel.clearText, Buffer.from('500 OOPS: the reason\r\n'))
  channel.raw.destroy()
})

void t.test('a socket that is called off, destroyed or dead already ends the handshake at once', async t => {
  const server = await clearServer(() => undefined)
  t.teardown(server.close)
  const calledOff = new AbortController()
  const running = shake(server.port, { signal: calledOff.signal, onRecord: () => calledOff.abort() })
  t.equal((await running).is, 'aborted')
  t.equal((await shake(server.port, { signal: AbortSignal.abort() })).is, 'aborted')
  const raw = await connectTo(server.port)
  const destroyed = handshake({ raw, ...usual, onRecord: () => void raw.destroy() })
  t.equal((await destroyed).is, 'error')
  t.equal((await handshake({ raw, ...usual })).is, 'error')
  const closed = await connectTo(server.port)
  closed.destroy()
  t.equal((await handshake({ raw: closed, ...usual })).is, 'error')
})

void t.test('a peer that ended TCP before we began is told as such', async t => {
  const server = await clearServer(raw => void raw.end())
  t.teardown(server.close)
  const raw = await connectTo(server.port)
  await once(raw.resume(), 'end')
  t.equal((await handshake({ raw, ...usual })).is, 'fin')
  const resetting = await clearServer(raw => void raw.once('data', () => raw.resetAndDestroy()))
  t.teardown(resetting.close)
  const reset = await connectTo(resetting.port)
  reset.write('x')
  await new Promise(resolve => reset.once('close', resolve))
  t.equal((await handshake({ raw: reset, ...usual })).is, 'rst')
})

void t.test('versions that the peer does not speak are alerts', async t => {
  const server = await tlsServer({ ...pair, minVersion: 'TLSv1.3' }, () => undefined)
  t.teardown(server.close)
  const refused = { is: 'alert', name: 'protocol_version' }
  t.match(await shake(server.port, { secureContext: upTo('TLSv1.2') }), refused)
  const old = await tlsServer({ ...pair, maxVersion: 'TLSv1.2' }, () => undefined)
  t.teardown(old.close)
  const modern = tls.createSecureContext({ minVersion: 'TLSv1.3' })
  t.match(await shake(old.port, { secureContext: modern }), refused)
})

void t.test('AUTH: a socket that was read in paused mode goes over to TLS within the same turn', async t => {
  const serverContext = tls.createSecureContext(pair)
  const server = await clearServer(raw => {
    raw.write('220 hi\r\n')
    raw.once('data', () => {
      raw.removeAllListeners('data')
      const socket = new tls.TLSSocket(raw, { isServer: true, secureContext: serverContext })
      socket.on('error', () => undefined).on('secure', () => socket.end('secret'))
      raw.write('234 go on\r\n')
    })
  })
  t.teardown(server.close)
  const raw = await connectTo(server.port)
  let text = ''
  const outcome = await new Promise<HandshakeOutcome>(resolve => {
    const onReadable = () => {
      const before = text
      text += String(raw.read() ?? '')
      if (before === '' && text !== '') raw.write('AUTH TLS\r\n')
      if (!text.endsWith('234 go on\r\n')) return
      raw.off('readable', onReadable)
      resolve(handshake({ raw, ...usual }))
    }
    raw.on('readable', onReadable)
  })
  if (outcome.is !== 'done') throw new Error(outcome.is)
  t.equal(String(await readAll(outcome.link)), 'secret')
  await close(outcome.link)
})
