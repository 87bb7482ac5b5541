import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { dialThrough } from '../../../src/net/dial-through.js'
import { idleClock } from '../../../src/net/idle-clock.js'
import { proxyName, type Proxy, type ProxyAnswer } from '../../../src/net/proxy.js'
import { startProxy, type ProxyRules, type Verdict } from '../../support/test-proxy.js'

const schemes = ['socks4a', 'socks5', 'http'] as const

function through(proxy: Pick<Proxy, 'scheme' | 'port'> & Partial<Proxy>, port: number, host = '127.0.0.1') {
  const signal = new AbortController().signal
  return dialThrough(
    { host: '127.0.0.1', ...proxy },
    { host, port, deadlineMs: 5_000, clock: idleClock, signal },
  )
}

/** A server that talks first, and says its piece in one go, as an FTP server does. */
async function greeter(t: Test): Promise<number> {
  const server = createServer(socket => socket.on('error', () => undefined).end('220 ready\r\n'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return (server.address() as AddressInfo).port
}

async function allOf(socket: Socket): Promise<string> {
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(socket, 'end')
  socket.destroy()
  return text
}

t.test('what the server says at once is not lost, and the proxy is told the name', async t => {
  const port = await greeter(t)
  const proxy = await startProxy(t, { names: { 'only.the.proxy.knows': '127.0.0.1' } })
  for (const scheme of schemes) {
    const dialled = await through({ scheme, port: proxy.port }, port, 'only.the.proxy.knows')
    t.equal(dialled.is, 'open', scheme)
    if (dialled.is === 'open') t.equal(await allOf(dialled.socket), '220 ready\r\n', scheme)
  }
  t.same(
    proxy.asked,
    schemes.map(() => `only.the.proxy.knows:${port}`),
  )
})

t.test('a server that talks before the proxy has had its last word is heard whole', async t => {
  for (const [scheme, yes] of [
    ['socks5', Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])],
    ['socks4a', Buffer.from([0, 90, 0, 0, 0, 0, 0, 0])],
    ['http', Buffer.from('HTTP/1.1 200 Established\r\n\r\n')],
  ] as const) {
    const server = createServer(socket => {
      socket.on('error', () => undefined)
      let heard = 0
      socket.on('data', () => {
        heard += 1
        if (scheme === 'socks5' && heard === 1) socket.write(Buffer.from([5, 0]))
        else socket.end(Buffer.concat([yes, Buffer.from('220 glued\r\n')]))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const dialled = await through({ scheme, port }, 21, 'ftp.example')
    t.equal(dialled.is === 'open' && (await allOf(dialled.socket)), '220 glued\r\n', scheme)
    server.close()
  }
})

async function answer(
  t: Test,
  scheme: Proxy['scheme'],
  rules: ProxyRules,
  login: Pick<Proxy, 'user' | 'password'> = {},
): Promise<ProxyAnswer | string> {
  const proxy = await startProxy(t, rules)
  const dialled = await through({ scheme, port: proxy.port, ...login }, 21, 'ftp.example')
  return 'proxy' in dialled ? dialled.proxy : dialled.is
}

const table: readonly (readonly [Proxy['scheme'], Verdict, ProxyAnswer])[] = [
  ['http', 403, { is: 'refused', said: 'HTTP 403 Forbidden' }],
  ['http', 405, { is: 'unreadable', said: 'HTTP 405 So be it' }],
  ['http', 503, { is: 'failed', said: 'HTTP 503 So be it' }],
  ['http', 'hang-up', { is: 'closed' }],
  ['socks5', 1, { is: 'failed', said: 'SOCKS 5 reply 1 (general SOCKS server failure)' }],
  ['socks5', 2, { is: 'refused', said: 'SOCKS 5 reply 2 (connection not allowed by ruleset)' }],
  ['socks5', 4, { is: 'failed', said: 'SOCKS 5 reply 4 (host unreachable)' }],
  ['socks5', 5, { is: 'target-refused', said: 'SOCKS 5 reply 5 (connection refused)' }],
  ['socks5', 99, { is: 'failed', said: 'SOCKS 5 reply 99 (an unknown number)' }],
  ['socks5', 'hang-up', { is: 'closed' }],
  ['socks4a', 91, { is: 'failed', said: 'SOCKS 4 reply 91 (request rejected or failed)' }],
  ['socks4a', 92, { is: 'refused', said: 'SOCKS 4 reply 92 (no identd on our side)' }],
]

t.test('a no of the proxy, of the target, and of nobody in particular', async t => {
  for (const [scheme, verdict, expected] of table)
    t.same(await answer(t, scheme, { verdict: () => verdict }), expected, `${scheme} ${verdict}`)
})

t.test('only the no of the target is a refused connection', async t => {
  const proxy = await startProxy(t, { verdict: (_, port) => (port === 21 ? 5 : 2) })
  t.match(await through({ scheme: 'socks5', port: proxy.port }, 21), { is: 'refused' })
  t.match(await through({ scheme: 'socks5', port: proxy.port }, 22), { is: 'not-through-proxy' })
})

t.test('a login is given where one is known, and its refusal is told from a rule', async t => {
  const login = { user: 'edi', password: 's3cret' }
  const rules: ProxyRules = {
    login,
    verdict: () => 403,
    headers: 'Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm="x"\r\n',
  }
  const wrong = { ...login, password: 'wrong' }
  t.match(await answer(t, 'http', rules, login), { is: 'refused' }, 'let in')
  t.same(await answer(t, 'http', rules), {
    is: 'wants-login',
    said: 'HTTP 407 Authentication Required (Negotiate, Basic)',
  })
  t.match(await answer(t, 'http', rules, wrong), { is: 'wants-login' })
  t.match(await answer(t, 'socks5', { ...rules, verdict: () => 2 }, login), { is: 'refused' }, 'let in')
  t.match(await answer(t, 'socks5', rules), { is: 'wants-login', said: /none of the ways/ })
  t.match(await answer(t, 'socks5', rules, wrong), { is: 'wants-login', said: /login is refused/ })
})

t.test('what is no proxy of the kind is quoted', async t => {
  const port = await greeter(t)
  for (const scheme of schemes) {
    const dialled = await through({ scheme, port }, 21)
    t.match(dialled, { is: 'not-through-proxy', proxy: { is: 'unreadable', said: /^220 ready/ } }, scheme)
  }
})

t.test('no proxy at all, and a name that does not exist', async t => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  for (const scheme of schemes)
    t.match(await through({ scheme, port }, 21), {
      is: 'not-through-proxy',
      proxy: { is: 'unreached', said: 'it refuses connections' },
    })
})

t.test('a proxy that says nothing is waited for no longer than the deadline', async t => {
  const proxy = await startProxy(t, { verdict: () => 'silence' })
  for (const scheme of schemes) {
    const { signal } = new AbortController()
    const options = { host: 'h', port: 21, deadlineMs: 100, clock: idleClock, signal }
    const dialled = await dialThrough({ scheme, host: '127.0.0.1', port: proxy.port }, options)
    t.match(dialled, { is: 'not-through-proxy', proxy: { is: 'silent' } }, scheme)
  }
})

t.test('it can be called off while the proxy is asked', async t => {
  const proxy = await startProxy(t, { verdict: () => (calls.abort(), 'silence') })
  const calls = new AbortController()
  const options = { host: 'h', port: 21, deadlineMs: 5_000, clock: idleClock, signal: calls.signal }
  t.match(await dialThrough({ scheme: 'http', host: '127.0.0.1', port: proxy.port }, options), {
    is: 'aborted',
  })
})

t.test('the name of a proxy has no credentials in it', t => {
  t.equal(
    proxyName({ scheme: 'http', host: '2001:db8::1', port: 3128, user: 'u', password: 'p' }),
    'http://[2001:db8::1]:3128',
  )
  t.end()
})
