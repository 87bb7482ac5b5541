import { once } from 'node:events'
import type dns from 'node:dns'
import { createServer } from 'node:net'
import t from 'tap'
import { filteredPorts } from '../../../fixtures/wire/filtered-ports.js'
import { limits } from '../../../src/model/limits.js'
import { systemClock, type Clock } from '../../../src/net/clock.js'
import { makeTarget } from '../../../src/run/make-target.js'

type Lookup = typeof dns.promises.lookup

const signal = new AbortController().signal
const means = { clock: systemClock, limits, signal }

/** The system's clock, and how many of its timers still run. */
function countingClock(): Clock & { running(): number } {
  const timers = new Set<object>()
  return {
    now: () => systemClock.now(),
    wall: () => systemClock.wall(),
    after(ms, then) {
      const timer = {}
      const cancel = systemClock.after(ms, () => {
        timers.delete(timer)
        then()
      })
      timers.add(timer)
      return () => {
        timers.delete(timer)
        cancel()
      }
    },
    running: () => timers.size,
  }
}

function answering(...addresses: readonly string[]): Lookup {
  const found = addresses.map(address => ({ address, family: 4 }))
  return (() => Promise.resolve(found)) as unknown as Lookup
}

const linuxOnly = process.platform === 'linux' ? {} : { skip: 'needs an address that is silent' }

t.test('the first address to take a connection wins, and the other dials end with it', linuxOnly, async t => {
  const silent = await filteredPorts('127.0.0.2', [0])
  t.teardown(() => silent.close())
  const [port = 0] = silent.ports
  const server = createServer(socket => socket.destroy()).listen(port, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const clock = countingClock()
  const lookup = answering('127.0.0.2', '127.0.0.1')
  const target = await makeTarget('two.example', { port }, { ...means, clock, lookup })
  t.match(target, { address: '127.0.0.1', resolution: { status: 'resolved' } })
  t.same(target.addresses, ['127.0.0.2', '127.0.0.1'])
  t.equal(clock.running(), 0, 'no dial waits for its deadline')
})

t.test('a lookup that was called off says nothing about name servers', async t => {
  const calls = new AbortController()
  const lookup = (() => new Promise(() => undefined)) as unknown as Lookup
  const making = makeTarget('slow.example', {}, { ...means, signal: calls.signal, lookup })
  calls.abort()
  const target = await making
  t.match(target, { host: 'slow.example', address: null, addresses: [] })
  t.notOk('resolution' in target)
})

t.test('a lookup that failed is told with its code', async t => {
  for (const [code, status] of [
    ['ENOTFOUND', 'no-such-name'],
    ['EAI_AGAIN', 'no-answer'],
  ] as const) {
    const lookup = (() => Promise.reject(Object.assign(new Error(code), { code }))) as unknown as Lookup
    const { resolution } = await makeTarget('gone.example', {}, { ...means, lookup })
    t.same(resolution, { status, detail: code })
  }
})
