import { once } from 'node:events'
import net from 'node:net'
import t, { type Test } from 'tap'
import {
  addressFamily,
  addressKind,
  isPrivateAddress,
  normalAddress,
  sameAddress,
} from '../../../src/net/address.js'
import { systemClock } from '../../../src/net/clock.js'
import { within, type Timer } from '../../../src/net/deadline.js'
import { dial } from '../../../src/net/dial.js'
import { listen } from '../../../src/net/listen.js'
import { resolve, type ResolveOptions } from '../../../src/net/resolve.js'

const signal = new AbortController().signal
const patience = { deadlineMs: 5000, clock: systemClock, signal }

/** A clock that stands still until it is turned, and counts the timers that are still running. */
function handClock(): Timer & { turn(): void; running(): number } {
  const timers = new Set<() => void>()
  return {
    now: () => 0,
    after(_ms, then) {
      timers.add(then)
      return () => void timers.delete(then)
    },
    turn: () => [...timers].forEach(then => then()),
    running: () => timers.size,
  }
}

async function localServer(t: Test, onSocket: (socket: net.Socket) => void): Promise<number> {
  const sockets: net.Socket[] = []
  const server = net.createServer({ allowHalfOpen: true }, socket => {
    sockets.push(socket.on('error', () => undefined))
    onSocket(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as net.AddressInfo).port
}

void t.test('dial: open, with a socket that stays open for us after the FIN of the peer', async t => {
  const port = await localServer(t, socket => void socket.end('220 hi'))
  const outcome = await dial({ host: '127.0.0.1', port, localAddress: '127.0.0.1', ...patience })
  if (outcome.is !== 'open') throw new Error(outcome.is)
  t.ok(outcome.seconds < 5)
  await once(outcome.socket.resume(), 'end')
  t.equal(outcome.socket.writable, true)
  t.same(outcome.socket.listenerCount('connect'), 0)
  outcome.socket.destroy()
})

void t.test('dial: a RST is refused, and what cannot be dialled is unreachable', async t => {
  const free = await listen('127.0.0.1')
  await free.close()
  t.match(await dial({ host: '127.0.0.1', port: free.port, ...patience }), {
    is: 'refused',
    code: 'ECONNREFUSED',
  })
  for (const wrong of [
    { host: '127.0.0.1', port: 70000 },
    { host: '127.0.0.1', port: free.port, localAddress: '192.0.2.1' },
    { host: '127.0.0.1', port: free.port, localAddress: 'nonsense' },
    { host: '255.255.255.255', port: 1 },
  ]) {
    t.match(await dial({ ...wrong, ...patience }), { is: 'unreachable', code: /^E/ })
  }
})

void t.test('dial: our deadline and a call-off leave no timer and no listener behind', async t => {
  const calls = new AbortController()
  // Neither can be reached in the same turn of the loop, so the clock and the signal come first.
  const clock = handClock()
  const silent = dial({ host: '127.0.0.1', port: 9, deadlineMs: 1, clock, signal })
  clock.turn()
  t.equal((await silent).is, 'silent')
  const aborted = dial({ host: '127.0.0.1', port: 9, deadlineMs: 1, clock, signal: calls.signal })
  calls.abort()
  t.equal((await aborted).is, 'aborted')
  t.equal(clock.running(), 0)
  t.equal(
    (await dial({ host: '127.0.0.1', port: 9, ...patience, signal: AbortSignal.abort() })).is,
    'aborted',
  )
})

void t.test('listen: the caller and its peer, whether it came before or after accept()', async t => {
  const listener = await listen('127.0.0.1')
  t.equal(listener.address, '127.0.0.1')
  const waiting = listener.accept(patience)
  const first = await dial({ host: '127.0.0.1', port: listener.port, ...patience })
  if (first.is !== 'open') throw new Error(first.is)
  const accepted = await waiting
  if (accepted.is !== 'accepted') throw new Error(accepted.is)
  t.same(accepted.peer, { address: '127.0.0.1', port: first.socket.localPort })
  const second = await dial({ host: '127.0.0.1', port: listener.port, ...patience })
  if (second.is !== 'open') throw new Error(second.is)
  const later = await listener.accept(patience)
  t.match(later, { is: 'accepted', peer: { port: second.socket.localPort } })
  await listener.close()
  t.equal(accepted.socket.destroyed, false, 'what was handed out is its new owner\u2019s')
  accepted.socket.destroy()
  if (later.is === 'accepted') later.socket.destroy()
  first.socket.destroy()
  second.socket.destroy()
})

void t.test('listen: more callers than eight are turned away, and close() destroys those kept', async t => {
  const listener = await listen('127.0.0.1')
  const sockets = Array.from({ length: 9 }, () => net.connect(listener.port, '127.0.0.1').resume())
  const closed = sockets.map(socket =>
    once(
      socket.on('error', () => undefined),
      'close',
    ),
  )
  await Promise.race(closed)
  t.equal(sockets.filter(({ closed }) => closed).length, 1)
  await listener.close()
  await Promise.all(closed)
  t.equal((await listener.accept(patience)).is, 'nobody')
})

void t.test('listen: nobody at the deadline or at close, aborted at a call-off', async t => {
  const listener = await listen('::1').catch(() => listen('127.0.0.1'))
  const clock = handClock()
  const late = listener.accept({ deadlineMs: 1, clock, signal })
  clock.turn()
  t.equal((await late).is, 'nobody')
  const calls = new AbortController()
  const calledOff = listener.accept({ ...patience, signal: calls.signal })
  calls.abort()
  t.equal((await calledOff).is, 'aborted')
  const atClose = listener.accept(patience)
  await listener.close()
  t.equal((await atClose).is, 'nobody')
  t.equal(clock.running(), 0)
  await t.rejects(listen('192.0.2.1'), { code: 'EADDRNOTAVAIL' })
})

void t.test('resolve: names, literals, and the two ways not to get an address', async t => {
  const answer = (what: () => Promise<unknown>) => what as unknown as NonNullable<ResolveOptions['lookup']>
  const fail = (code: string) => answer(() => Promise.reject(Object.assign(new Error(code), { code })))
  const two = answer(() =>
    Promise.resolve([
      { address: '2001:db8::1', family: 6 },
      { address: '192.0.2.1', family: 4 },
      { address: '192.0.2.1', family: 4 },
    ]),
  )
  const never = answer(() => new Promise(() => undefined))
  t.same(await resolve({ host: 'a.example', lookup: two, ...patience }), {
    is: 'resolved',
    addresses: ['2001:db8::1', '192.0.2.1'],
  })
  t.same(await resolve({ host: '[::1]', ...patience }), { is: 'literal', addresses: ['::1'] })
  t.same(await resolve({ host: '192.0.2.1', ...patience }), { is: 'literal', addresses: ['192.0.2.1'] })
  t.match(await resolve({ host: '192.0.2.1', family: 6, ...patience }), { is: 'no-such-name' })
  t.match(await resolve({ host: '', ...patience }), { is: 'no-such-name' })
  t.match(await resolve({ host: 'a\0b', ...patience }), { is: 'no-such-name' })
  for (const [code, is] of [
    ['ENOTFOUND', 'no-such-name'],
    ['EAI_AGAIN', 'no-answer'],
    ['EAI_FAIL', 'no-answer'],
  ] as const) {
    t.same(await resolve({ host: 'a.example', lookup: fail(code), ...patience }), { is, code })
  }
  const clock = handClock()
  const slow = resolve({ host: 'a.example', lookup: never, deadlineMs: 1, clock, signal })
  clock.turn()
  t.same(await slow, { is: 'no-answer', code: 'ETIMEOUT' })
  const off = AbortSignal.abort()
  t.same(await resolve({ host: 'a.example', lookup: never, ...patience, signal: off }), { is: 'aborted' })
  t.equal((await resolve({ host: 'localhost', ...patience })).is, 'resolved')
})

void t.test('within: done, too late, called off; a late rejection is swallowed', async t => {
  const clock = handClock()
  t.same(await within(Promise.resolve(1), { deadlineMs: 1, clock, signal }), { is: 'done', value: 1 })
  await t.rejects(within(Promise.reject(new Error('no')), { deadlineMs: 1, clock, signal }), {
    message: 'no',
  })
  const work: { reject?: (error: Error) => void } = {}
  const late = within(new Promise((_resolve, reject) => (work.reject = reject)), {
    deadlineMs: 1,
    clock,
    signal,
  })
  clock.turn()
  t.same(await late, { is: 'timeout' })
  work.reject?.(new Error('nobody hears this'))
  await new Promise(resolve => setImmediate(resolve))
  const never = new Promise(() => undefined)
  t.same(await within(never, { deadlineMs: 1, clock, signal: AbortSignal.abort() }), { is: 'aborted' })
  t.equal(clock.running(), 0)
})

void t.test('addresses: one spelling, family and kind', t => {
  for (const [text, normal, kind, isPrivate] of [
    ['10.1.2.3', '10.1.2.3', 'private', true],
    ['172.32.0.1', '172.32.0.1', 'public', false],
    ['100.64.0.1', '100.64.0.1', 'private', true],
    ['::ffff:192.168.0.1', '192.168.0.1', 'private', true],
    ['[2606:4700:0:0::1]', '2606:4700::1', 'public', false],
    ['FE80::1%eth0', 'fe80::1%eth0', 'link-local', true],
    ['fd00::1', 'fd00::1', 'private', true],
    ['127.0.0.2', '127.0.0.2', 'loopback', true],
    ['::1', '::1', 'loopback', true],
    ['0.0.0.0', '0.0.0.0', 'unspecified', false],
    ['224.0.0.1', '224.0.0.1', 'multicast', false],
    ['255.255.255.255', '255.255.255.255', 'reserved', false],
    ['192.0.2.1', '192.0.2.1', 'reserved', false],
    ['64:ff9b::808:808', '64:ff9b::808:808', 'public', false],
    ['127.1', '127.1', 'reserved', false],
    ['no address', 'no address', 'reserved', false],
  ] as const) {
    t.equal(normalAddress(text), normal, text)
    t.equal(addressKind(text), kind, text)
    t.equal(isPrivateAddress(text), isPrivate, text)
    t.equal(addressFamily(text), normal.includes(':') ? 6 : 4, text)
  }
  t.ok(sameAddress('::FFFF:10.0.0.1', '10.0.0.1'))
  t.notOk(sameAddress('10.0.0.1', '10.0.0.2'))
  t.end()
})
