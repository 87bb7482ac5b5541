/** Hellos built by hand and what answers them: bytes alone, then sockets, then servers of OpenSSL that we did not write. */
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { clientHello } from '../../../src/tls/client-hello.js'
import { helloVersions, type HelloVersion } from '../../../src/tls/hello-versions.js'
import { sayHello, type HelloAnswer } from '../../../src/tls/say-hello.js'
import { readAnswer } from '../../../src/tls/server-answer.js'
import { skipUnless } from '../../support/needs.js'
import { startOpenssl } from './support/openssl-server.js'
import { clock } from './support/client.js'
import { connectTo, makePair } from './support/tls-server.js'

const random = Buffer.from(Array.from({ length: 96 }, (_, at) => at))
const hex = (bytes: Buffer): string => bytes.toString('hex')

void t.test('each hello is one record of its version; two of one size differ in the offer alone', t => {
  const records = { SSLv3: '1603', TLSv1: '1603', 'TLSv1.1': '1603', 'TLSv1.2': '1603', 'TLSv1.3': '1603' }
  const legacy = { SSLv3: 0x0300, TLSv1: 0x0301, 'TLSv1.1': 0x0302, 'TLSv1.2': 0x0303, 'TLSv1.3': 0x0303 }
  for (const offers of Object.keys(records) as (keyof typeof records)[]) {
    const hello = clientHello({ offers, random, serverName: 'ftp.example' })
    t.equal(hex(hello.subarray(0, 2)), records[offers], offers)
    t.equal(hello.readUInt16BE(3), hello.length - 5)
    t.equal(hello.readUIntBE(6, 3), hello.length - 9)
    t.equal(hello.readUInt16BE(9), legacy[offers])
    t.equal(hello.includes('ftp.example'), offers !== 'SSLv3', 'SSLv3 has no extensions')
    t.equal(hello.includes(Buffer.from([0, 43, 0, 5, 4, 3, 4, 3, 3])), offers === 'TLSv1.3')
  }
  const pair = (['TLSv1.3', 'TLSv1.2'] as const).map(offers => clientHello({ offers, random, size: 517 }))
  t.same(
    pair.map(({ length }) => length),
    [517, 517],
  )
  t.throws(() => clientHello({ offers: 'TLSv1.3', random, size: 100 }), RangeError)
  t.end()
})

void t.test('SSLv2 has a form of its own', t => {
  const hello = clientHello({ offers: 'SSLv2', random })
  t.equal(hex(hello.subarray(0, 11)), '802e0100020015000000' + '10')
  t.equal(hello.length, 2 + 0x2e)
  t.end()
})

/** A ServerHello with this version, and perhaps extensions. */
function serverHello(version: number, extensions: readonly number[] = [], suite = 0x002f): Buffer {
  const tail = extensions.length === 0 ? [] : [0, extensions.length, ...extensions]
  const body = [
    version >> 8,
    version & 255,
    ...random.subarray(0, 32),
    0,
    suite >> 8,
    suite & 255,
    0,
    ...tail,
  ]
  return record(22, [2, 0, 0, body.length, ...body])
}

function record(type: number, content: readonly number[]): Buffer {
  return Buffer.from([type, 3, 1, 0, content.length, ...content])
}

const ssl2 = Buffer.from([0x80, 0x22, 4, 0, 1, 0, 2, 0, 4, 0, 3, 0, 16])
const warning = record(21, [1, 112])

const answers: readonly (readonly [string, Buffer, object])[] = [
  ['SSLv3', serverHello(0x0300, [], 0x0a), { is: 'server-hello', version: 'SSLv3', suite: 'DES-CBC3-SHA' }],
  ['TLS 1.0', serverHello(0x0301), { is: 'server-hello', version: 'TLSv1', suite: 'AES128-SHA' }],
  ['TLS 1.2, an extension', serverHello(0x0303, [0xff, 1, 0, 1, 0]), { version: 'TLSv1.2' }],
  [
    'TLS 1.3 in supported_versions',
    serverHello(0x0303, [0, 51, 0, 1, 9, 0, 43, 0, 2, 3, 4], 0x1301),
    { version: 'TLSv1.3', suite: 'TLS_AES_128_GCM_SHA256' },
  ],
  ['a suite without a name', serverHello(0x0303, [], 0xabcd), { suite: 'suite 0xabcd' }],
  ['SSLv2', ssl2, { is: 'server-hello', version: 'SSLv2' }],
  ['a fatal alert', record(21, [2, 70]), { is: 'alert', description: 70, name: 'protocol_version' }],
  [
    'a warning, and the hello behind it',
    Buffer.concat([warning, serverHello(0x0302)]),
    { is: 'server-hello', version: 'TLSv1.1' },
  ],
  ['text', Buffer.from('421 no\r\n'), { is: 'clear-text' }],
  [
    'text behind a warning',
    Buffer.concat([warning, Buffer.from('500 OOPS\r\n')]),
    { is: 'clear-text', bytes: /^500 OOPS/ },
  ],
  ['a version that nobody knows', serverHello(0x0399), { is: 'unreadable' }],
  ['another message', record(22, [14, 0, 0, 0]), { is: 'unreadable' }],
  ['a ServerHello that ends too soon', record(22, [2, 0, 0, 2, 3, 3]), { is: 'unreadable' }],
  ['data', record(23, [1]), { is: 'unreadable' }],
  ['an ERROR of SSLv2', Buffer.from([0x80, 3, 0, 0, 1]), { is: 'unreadable' }],
  ['SSLv2 of another version', Buffer.from([0x80, 9, 4, 0, 1, 0, 3, 0, 0, 0, 0]), { is: 'unreadable' }],
]

for (const [title, bytes, want] of answers)
  void t.test(`an answer is read: ${title}`, t => {
    t.match(readAnswer(bytes), want)
    t.match(
      readAnswer(Buffer.concat([bytes, Buffer.from('more')])),
      want,
      'what comes behind it changes nothing',
    )
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const early = readAnswer(bytes.subarray(0, cut))
      if (early !== undefined)
        t.match(early, { is: (want as { is?: string }).is ?? 'server-hello' }, `cut at ${cut}`)
    }
    t.end()
  })

void t.test('a ServerHello over two records is put together', t => {
  const whole = serverHello(0x0301).subarray(5)
  const pieces = [whole.subarray(0, 3), whole.subarray(3)].map(piece => record(22, [...piece]))
  t.match(readAnswer(Buffer.concat(pieces)), { is: 'server-hello', version: 'TLSv1' })
  t.equal(readAnswer(pieces[0] ?? Buffer.alloc(0)), undefined)
  t.end()
})

void t.test('no bytes at all break the reading', t => {
  const seeds = answers.map(([, bytes]) => bytes)
  for (const seed of seeds)
    for (let at = 0; at < seed.length; at += 1)
      for (const value of [0, 2, 3, 22, 127, 128, 255]) {
        const bent = Buffer.from(seed)
        bent.writeUInt8(value, at)
        t.doesNotThrow(() => readAnswer(bent))
      }
  t.end()
})

interface Asked {
  readonly port: number
  readonly offers: HelloVersion
  readonly deadlineMs?: number
}

async function ask({ port, offers, deadlineMs = 5_000 }: Asked): Promise<HelloAnswer | { is: 'aborted' }> {
  const raw = await connectTo(port)
  const { signal } = new AbortController()
  return sayHello({ raw, hello: clientHello({ offers, random }), deadlineMs, clock, signal })
}

/** A server of bare sockets that does this when bytes have come. */
async function bare(t: Test, answer: (socket: net.Socket) => void): Promise<number> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

void t.test('a FIN, a RST, silence and text are told apart', async t => {
  const offers = 'TLSv1'
  const port = (answer: (socket: net.Socket) => void): Promise<number> => bare(t, answer)
  t.match(await ask({ port: await port(socket => socket.end()), offers }), { is: 'fin' })
  t.match(await ask({ port: await port(socket => socket.resetAndDestroy()), offers }), { is: 'rst' })
  const silent = await port(() => undefined)
  t.match(await ask({ port: silent, offers, deadlineMs: 50 }), { is: 'silence', seconds: Number })
  t.match(await ask({ port: await port(socket => socket.write('421 No\r\n')), offers }), { is: 'clear-text' })
  const endless = await port(socket =>
    socket.write(Buffer.concat(Array.from({ length: 6_000 }, () => warning))),
  )
  t.match(await ask({ port: endless, offers }), { is: 'unreadable' }, 'warnings without end are no answer')
})

void t.test('an interruption ends it at once', async t => {
  const raw = await connectTo(await bare(t, () => undefined))
  const stop = new AbortController()
  const hello = clientHello({ offers: 'TLSv1', random })
  const asking = sayHello({ raw, hello, deadlineMs: 60_000, clock, signal: stop.signal })
  stop.abort()
  t.match(await asking, { is: 'aborted' })
  t.ok(raw.destroyed)
})

/** Of each version of the server, what the hellos of each version meet; OpenSSL 3 has no SSL any more. */
const servers: readonly (readonly [string, Partial<Record<HelloVersion, object>>])[] = [
  [
    '-tls1',
    {
      SSLv3: { is: 'alert' },
      TLSv1: { is: 'server-hello', version: 'TLSv1' },
      'TLSv1.1': { is: 'server-hello', version: 'TLSv1' },
      'TLSv1.2': { is: 'server-hello', version: 'TLSv1' },
    },
  ],
  [
    '-tls1_2',
    {
      TLSv1: { is: 'alert', description: 70 },
      'TLSv1.2': { is: 'server-hello', version: 'TLSv1.2' },
      'TLSv1.3': { is: 'server-hello', version: 'TLSv1.2' },
    },
  ],
  [
    '-tls1_3',
    {
      'TLSv1.2': { is: 'alert', description: 70 },
      'TLSv1.3': { is: 'server-hello', version: 'TLSv1.3', suite: /^TLS_/ },
    },
  ],
]

void t.test('openssl s_server', { skip: skipUnless('openssl') }, async t => {
  const pair = await makePair('localhost')
  for (const [version, wanted] of servers)
    await t.test(version, async t => {
      const port = await startOpenssl(t, pair, [version, '-cipher', 'ALL:@SECLEVEL=0'])
      for (const offers of helloVersions) {
        const want = wanted[offers]
        if (want !== undefined) t.match(await ask({ port, offers }), want, offers)
      }
    })
})
