import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import t from 'tap'
import { startRaw, type Talk } from '../look-alikes/support/raw-server.js'
import { hastyLimits, observe } from './support/observe.js'

t.test('a healthy server: a greeting on one port, TLS and a greeting inside on the other', async t => {
  const { value, stable, server, seen } = await observe(t, 'greeting')
  t.same(stable, {
    explicit: { connect: 'open', service: 'ftp', code: 220 },
    implicit: { connect: 'open', service: 'tls', code: 220 },
  })
  t.match(value.explicit, { port: server.port, asked: true, greeting: { text: 'FTP server ready' } })
  t.match(value.implicit, { port: server.implicitPort, tls: { version: 'TLSv1.3' } })
  t.notOk('witness' in value)
  t.ok(seen.status === 'observed' && seen.evidence.length === 2)
  t.notOk(
    server.seen.some(event => event.kind === 'command' && event.command !== 'QUIT'),
    'it only listens',
  )
})

t.test('a port that waits for a hello is seen to speak TLS; the other port is not taken for it', async t => {
  const { server } = await observe(t, 'greeting')
  const only = await observe(t, 'greeting', {
    options: { port: server.implicitPort ?? 0 },
    started: { port: 0 },
  })
  t.match(only.stable, { explicit: { connect: 'open', service: 'tls', code: 220 } })
  const mute = await observe(t, 'greeting', {
    faults: { silentAt: 'greeting' },
    options: { limits: hastyLimits },
  })
  t.same(mute.stable, {
    explicit: { connect: 'open', service: 'silent' },
    implicit: { connect: 'open', service: 'tls' },
  })
})

t.test('busy only because we were two at once: looked at again, alone', async t => {
  const one = await observe(t, 'greeting', { faults: { sessions: { atMost: 1, refusedAt: 'greeting' } } })
  t.match(one.stable, { explicit: { code: 220 }, implicit: { code: 220 } })
  const busy = await observe(t, 'greeting', { faults: { sessions: { atMost: 0, refusedAt: 'greeting' } } })
  t.match(busy.stable, { explicit: { service: 'ftp', code: 421 }, implicit: { service: 'tls', code: 421 } })
})

t.test('a greeting that has begun is heard to its end, or told as it is', async t => {
  const { deadlines, silentLooks } = hastyLimits
  const limits = {
    ...hastyLimits,
    deadlines: { ...deadlines, greeting: 3_000 },
    silentLooks: { ...silentLooks, greeting: 20 },
  }
  const greets = async (rest: string): Promise<unknown> => {
    const { port, ca } = await startRaw(t, async talk => {
      talk.say('220-Welcome\r\n')
      // Longer than the first look is patient, and shorter than the deadline.
      await new Promise(resolve => talk.socket.once('close', resolve).setTimeout(300, () => resolve(0)))
      talk.say(rest)
      await talk.line()
      talk.end()
    })
    const { value } = await observe(t, 'greeting', {
      options: { port, implicitPort: port, ca, securities: ['auth-tls'], limits },
    })
    return value.explicit
  }
  t.match(await greets('220 Ready\r\n'), {
    service: 'ftp',
    greeting: { code: 220, lines: ['220-Welcome', '220 Ready'], anomalies: undefined },
  })
  const unended = await greets('220-')
  t.match(unended, { greeting: { code: 220, anomalies: ['unterminated'] }, ended: undefined })
})

t.test('nobody there, and somebody who hangs up', async t => {
  const curt = createServer(socket =>
    socket
      .on('error', () => undefined)
      .resume()
      .end(),
  )
  curt.listen(0, '127.0.0.1')
  t.teardown(() => curt.close())
  await once(curt, 'listening')
  const { port } = curt.address() as AddressInfo
  const gone = createServer().listen(0, '127.0.0.1')
  await once(gone, 'listening')
  const { port: free } = gone.address() as AddressInfo
  gone.close()
  const { value, seen } = await observe(t, 'greeting', { options: { port, implicitPort: free } })
  t.match(value.explicit, { connect: 'open', service: 'closed', ended: 'fin' })
  t.match(value.implicit, { connect: 'refused', service: 'none' })
  t.ok(
    seen.status === 'observed' && seen.evidence.length === 3,
    'both looks at the curt port, and a refused connection, are evidence',
  )
})

t.test(
  'inside implicit TLS an end, or the alert for a certificate of ours, is told from silence',
  async t => {
    const seenInside = async (script: (talk: Talk) => Promise<void>): Promise<unknown> => {
      const { port, ca } = await startRaw(t, script)
      const { value } = await observe(t, 'greeting', {
        options: { port, implicitPort: port, ca, limits: hastyLimits, securities: ['implicit'] },
      })
      return value.implicit
    }
    const tls = { version: 'TLSv1.3' }
    t.match(
      await seenInside(async talk => {
        await talk.secure()
        talk.end()
      }),
      { connect: 'open', service: 'tls', tls, ended: /fin|rst/, greeting: undefined },
      'an end',
    )
    t.match(
      await seenInside(talk => talk.secure({ requestCert: true, rejectUnauthorized: true })),
      { connect: 'open', service: 'tls', tls, ended: /fin|rst/, greeting: undefined },
      'an alert',
    )
    t.match(
      await seenInside(talk => talk.secure()),
      { connect: 'open', service: 'tls', tls, ended: undefined, greeting: undefined },
      'silence',
    )
  },
)
