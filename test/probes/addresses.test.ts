import { createServer } from 'node:net'
import t from 'tap'
import { probe } from '../../probes/addresses.js'
import type { Tools } from '../../src/engine/tools.js'
import { limits } from '../../src/model/limits.js'
import { systemClock } from '../../src/net/clock.js'
import { takePorts } from '../support/ports.js'

/** A run that looks at the IPv6 address of a name whose others are these. */
function toolsFor(port: number, others: readonly string[], signal = new AbortController().signal): Tools {
  return {
    target: {
      host: 'both.example',
      addresses: ['::1', ...others],
      ports: { explicit: port, implicit: null },
      resolution: { status: 'resolved' },
    },
    wishes: {},
    address: '::1',
    context: { clock: systemClock, limits, signal },
  } as unknown as Tools
}

t.test('the other family is dialled, and nothing is sent', async t => {
  const server = createServer()
  const heard: Buffer[] = []
  const gone = new Promise<void>(resolve => {
    server.on('connection', socket => {
      socket.on('data', chunk => heard.push(chunk)).on('close', () => resolve())
      socket.on('error', () => undefined)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as { readonly port: number }
  const seen = await probe.observe(toolsFor(port, ['127.0.0.1']))
  t.match(seen, {
    status: 'observed',
    value: { others: [{ address: '127.0.0.1', family: 4, connect: 'open' }] },
  })
  await gone
  t.same(heard, [])
})

t.test('a port that refuses', async t => {
  const ports = await takePorts()
  t.teardown(() => ports.release())
  const seen = await probe.observe(toolsFor(ports.passive[0], ['127.0.0.1']))
  t.match(seen, { value: { others: [{ connect: 'refused', code: 'ECONNREFUSED' }] } })
})

t.test('one family alone: there is nothing to dial, and nothing stable to compare', async t => {
  const seen = await probe.observe(toolsFor(21, []))
  t.match(seen, { status: 'observed', value: { others: [] } })
  t.same(probe.stable({ others: [] }), {})
})

t.test('an interruption says nothing of addresses', async t => {
  const seen = await probe.observe(toolsFor(21, ['127.0.0.1'], AbortSignal.abort()))
  t.match(seen, { status: 'untested', reason: 'interrupted' })
})

t.test(
  'what else the name has is not known where one family was asked for, or a proxy looks it up',
  async t => {
    const tools = toolsFor(21, [])
    for (const change of [
      { wishes: { oneFamily: true } },
      { target: { ...tools.target, resolution: { status: 'by-proxy' } } },
    ])
      t.match(await probe.observe({ ...tools, ...change } as Tools), {
        status: 'untested',
        reason: 'not-selected',
      })
  },
)
