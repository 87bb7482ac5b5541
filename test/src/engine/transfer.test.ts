/** One data connection and its command: what servers do to them, and that the control connection is in step afterwards. */
import type { Socket } from 'node:net'
import t from 'tap'
import { Interrupted } from '../../../src/engine/engine-error.js'
import { eventsOf, shortLimits } from './support/engine.js'
import type { OddClient } from './support/odd-server.js'
import { isInStep, listing, passive, talk } from './support/talk.js'

t.test('the honest server: preliminary, data, end, final', async t => {
  const { control, context, list } = await talk(
    t,
    passive((client, data) => {
      client.say('150 here\r\n')
      data.end(listing, () => client.say('226 done\r\n'))
    }),
  )
  const facts = await list()
  t.match(facts, {
    outcome: 'works',
    wire: 'clear',
    bytes: listing.length,
    cut: false,
    preliminary: { code: 150 },
    reply: { code: 226 },
    setUp: { connect: 'open', named: '127.0.0.1' },
    sessionUsable: true,
  })
  t.same(
    eventsOf(context, 100).map(event => event.split(' ')[0]),
    ['connect', 'receive', 'end'],
  )
  t.ok(await isInStep(control))
})

t.test('an alert where data should come is TLS, not data in clear', async t => {
  const { list } = await talk(
    t,
    passive((client, data) => {
      client.say('150 here\r\n')
      data.end(Buffer.from('15030300020232', 'hex'), () => client.say('226 done\r\n'))
    }),
  )
  t.match(await list(), { outcome: 'fails', step: 'data-handshake', failure: 'tls-alert', wire: 'tls' })
})

t.test('a ClientHello where data should come is TLS with the parts reversed, and no transfer', async t => {
  const { list } = await talk(
    t,
    passive((client, data) => {
      client.say('150 here\r\n')
      // A handshake record that begins a ClientHello (RFC 8446 §4).
      data.end(Buffer.from('16030100050100000100', 'hex'), () => client.say('226 done\r\n'))
    }),
  )
  t.match(await list(), { outcome: 'fails', step: 'data-handshake', failure: 'tls-not-spoken', wire: 'tls' })
})

t.test('150 and 226 in every order and number leave the next reply its own', async t => {
  const say = {
    'glued before the data': (client, data) => {
      client.say('150 here\r\n226 done\r\n')
      data.end(listing)
    },
    '226 before the data': async (client, data) => {
      client.say('150 here\r\n')
      await client.sayLater('226 done\r\n')
      await new Promise(resolve => setImmediate(resolve))
      data.end(listing)
    },
    '226 twice in one write': (client, data) => {
      client.say('150 here\r\n')
      data.end(listing, () => client.say('226 done\r\n226 done\r\n'))
    },
    '150 twice': (client, data) => {
      client.say('150 here\r\n150 still here\r\n')
      data.end(listing, () => client.say('226 done\r\n'))
    },
    'no 150 at all': (client, data) => void data.end(listing, () => client.say('226 done\r\n')),
    'a reply that nobody asked for behind 227': (client, data) => {
      client.say('150 here\r\n')
      data.end(listing, () => client.say('226 done\r\n'))
    },
  } satisfies Readonly<Record<string, (client: OddClient, data: Socket) => void | Promise<void>>>
  for (const [title, serve] of Object.entries(say)) {
    const around = title.includes('227') ? ['227 (', ')\r\n200 by the way\r\n'] : undefined
    const { control, list } = await talk(t, passive(serve, around))
    for (const round of ['once', 'again']) {
      const facts = await list()
      t.match(
        facts,
        { outcome: 'works', bytes: listing.length, reply: { code: 226 }, sessionUsable: true },
        `${title}, ${round}`,
      )
    }
    t.ok(await isInStep(control), title)
  }
})

t.test('a negative reply: before anything it is a refusal, later it is a failure', async t => {
  const outcome = async (serve: Parameters<typeof passive>[0]): Promise<string> => {
    const { control, list } = await talk(t, passive(serve))
    const { outcome: is, step, failure, reply, sessionUsable } = await list()
    t.ok(sessionUsable)
    t.ok(await isInStep(control))
    return [is, step, failure, reply?.code].join(' ')
  }
  t.equal(await outcome(client => client.say('522 TLS first\r\n')), 'refused command  522')
  t.equal(
    await outcome((client, data) => void data.end(() => client.say('522 TLS first\r\n'))),
    'refused command  522',
    'the data connection ended first',
  )
  t.equal(
    await outcome((client, data) => {
      client.say('150 here\r\n')
      data.end(() => client.say('522 TLS first\r\n'))
    }),
    'fails final negative-final 522',
    'after 150',
  )
  t.equal(
    await outcome((client, data) => void data.end(listing, () => client.say('426 broken\r\n'))),
    'fails final negative-final 426',
    'after data',
  )
})

t.test('silence ends at a deadline that says where, and the session is given up', async t => {
  const outcome = async (serve: Parameters<typeof passive>[0]): Promise<string> => {
    const { list } = await talk(t, passive(serve))
    const { outcome: is, step, failure, sessionUsable } = await list()
    t.notOk(sessionUsable, 'a reply is owed')
    return [is, step, failure].join(' ')
  }
  t.equal(await outcome(() => undefined), 'fails command timeout', 'not a word')
  t.equal(await outcome(client => client.say('150 here\r\n')), 'fails transfer timeout', 'no byte')
  t.equal(
    await outcome((client, data) => {
      client.say('150 here\r\n')
      data.write(listing)
    }),
    'fails transfer timeout',
    'a stall',
  )
  t.equal(
    await outcome((client, data) => {
      client.say('150 here\r\n')
      data.end(listing)
    }),
    'fails final timeout',
    'no final reply',
  )
  t.equal(
    await outcome(client => void client.socket.end()),
    'fails command early-end',
    'the control connection ends',
  )
})

t.test('a data connection that is reset fails, also behind a 226', async t => {
  const { list } = await talk(
    t,
    passive((client, data) => {
      client.say('150 here\r\n')
      data.write(listing, () => {
        data.once('close', () => client.say('226 done\r\n'))
        // A turn later, so that the data is read before the RST throws it away.
        setImmediate(() => setImmediate(() => data.resetAndDestroy()))
      })
    }),
  )
  t.match(await list(), {
    outcome: 'fails',
    step: 'transfer',
    failure: 'connection-reset',
    ended: 'rst',
    reply: { code: 226 },
  })
})

t.test('more than the bound is cut by us, and the session goes on', async t => {
  const { control, list } = await talk(
    t,
    passive((client, data) => {
      client.say('150 here\r\n')
      data.once('close', () => client.say('426 you went away\r\n'))
      data.write(Buffer.alloc(300_000, 'x'))
    }),
  )
  const facts = await list({ maxBytes: 10_000 })
  t.match(facts, { outcome: 'works', cut: true, ended: 'cut-by-us', sessionUsable: true })
  t.ok(await isInStep(control))
})

t.test('an abort in the midst of a transfer closes both connections at once', async t => {
  const abort = new AbortController()
  const ended = new AbortController()
  const { control, list } = await talk(
    t,
    passive((client, data) => {
      data.resume().once('close', () => ended.abort())
      client.say('150 here\r\n')
      data.write(listing, () => abort.abort())
    }),
    {
      signal: abort.signal,
      limits: { ...shortLimits, deadlines: { ...shortLimits.deadlines, close: 30_000 } },
    },
  )
  await t.rejects(list(), Interrupted)
  await control.close()
  t.notOk(control.alive)
  if (!ended.signal.aborted) await new Promise(resolve => ended.signal.addEventListener('abort', resolve))
})

t.test('data that repeats the password is not kept, not even the half that would be', async t => {
  const password = 'kanari3n-2718281-and-longer-than-what-is-kept'
  const { context, list } = await talk(
    t,
    passive((client, data) => {
      client.say('150 here\r\n')
      data.end(`${password}\r\n${listing}`, () => client.say('226 done\r\n'))
    }),
    { secrets: [password] },
  )
  t.match(await list(), { outcome: 'works', bytes: password.length + 2 + listing.length })
  t.notMatch(JSON.stringify(context.transcript.connections()), 'kanari3n')
})

for (const password of ['127', '127,0,0'])
  t.test(
    `a password that stands in the address by chance (${password}) does not change where we dial`,
    async t => {
      const { context, list } = await talk(
        t,
        passive((client, data) => {
          client.say('150 here\r\n')
          data.end(listing, () => client.say('226 done\r\n'))
        }),
        { secrets: [password] },
      )
      t.match(await list(), { outcome: 'works', bytes: listing.length })
      const heard = context.transcript
        .connections()
        .flatMap(({ events }) => events.map(({ text }) => text ?? ''))
      t.same(
        heard.filter(text => text.startsWith('227') && text.includes(password)),
        [],
        'nor is it kept',
      )
    },
  )
