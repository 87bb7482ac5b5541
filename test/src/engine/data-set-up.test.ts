/** How a data connection comes about, or does not: passive and active, as odd servers set it up. */
import { connect } from 'node:net'
import t from 'tap'
import type { TransferFacts } from '../../../src/engine/transfer-types.js'
import { portNamed, stranger, type OddClient, type Script } from './support/odd-server.js'
import { isInStep, listing, talk } from './support/talk.js'

t.test('what a 227 names is recorded, and the control peer is dialled', async t => {
  const outcome = async (reply: (numbers: string) => string): Promise<TransferFacts> => {
    const { list } = await talk(t, async (line, client) => {
      if (line !== 'PASV') {
        client.say('150 here\r\n226 done\r\n')
        return
      }
      const { numbers, data } = await client.passive()
      void data.then(
        socket => socket.end(listing),
        () => undefined,
      )
      client.say(reply(numbers))
    })
    return list()
  }
  const ports = (numbers: string): string => numbers.split(',').slice(4).join(',')
  t.match(await outcome(numbers => `227 ok (10,1,2,3,${ports(numbers)})\r\n`), {
    outcome: 'works',
    setUp: { named: '10.1.2.3', ours: '127.0.0.1' },
  })
  t.match(await outcome(numbers => `227 ok (0,0,0,0,${ports(numbers)})\r\n`), {
    outcome: 'works',
    setUp: { named: '0.0.0.0' },
  })
  t.match(
    await outcome(numbers => `227 ${numbers}\r\n`),
    { outcome: 'works', setUp: { named: '127.0.0.1' } },
    'no brackets',
  )
  t.match(await outcome(() => '227 somewhere\r\n'), {
    outcome: 'fails',
    step: 'mode',
    failure: 'reply-malformed',
    setUp: { named: null },
  })
  t.match(
    await outcome(() => '227 (127,0,0,1,0,0)\r\n'),
    { outcome: 'fails', step: 'mode', failure: 'reply-malformed' },
    'port 0',
  )
  t.match(await outcome(() => '200 yes\r\n'), { outcome: 'fails', step: 'mode', failure: 'reply-malformed' })
  t.match(await outcome(() => '425 no port is free\r\n'), {
    outcome: 'refused',
    step: 'mode',
    reply: { code: 425 },
    setUp: { connect: 'not-tried' },
  })
})

t.test('a dead port: the command is sent all the same, and its refusal is the truth', async t => {
  const outcome = async (answer: string): Promise<TransferFacts> => {
    const { list } = await talk(t, async (line, client) => {
      if (line === 'LIST') {
        client.say(answer)
        return
      }
      const { numbers, free } = await client.passive()
      await free()
      client.say(`227 (${numbers})\r\n`)
    })
    return list()
  }
  t.match(await outcome('522 TLS first\r\n'), {
    outcome: 'refused',
    step: 'command',
    reply: { code: 522 },
    setUp: { connect: 'refused' },
    sessionUsable: true,
  })
  t.match(await outcome(''), {
    outcome: 'fails',
    step: 'data-connect',
    failure: 'connection-refused',
    sessionUsable: false,
  })
  t.match(await outcome('150 here\r\n'), {
    outcome: 'fails',
    step: 'data-connect',
    failure: 'connection-refused',
    sessionUsable: false,
  })
})

t.test('active: the server comes, says no, or does not come', async t => {
  const active = (serve: (client: OddClient, port: number) => void | Promise<void>): Script => {
    let port = 0
    return async (line, client) => {
      if (line === 'NOOP') client.say('200 in step\r\n')
      if (/^(PORT|EPRT) /.test(line)) {
        port = portNamed(line)
        client.say('200 ok\r\n')
      }
      if (line === 'LIST') await serve(client, port)
    }
  }
  const outcome = async (
    dataMode: 'PORT' | 'EPRT',
    serve: Parameters<typeof active>[0],
  ): Promise<TransferFacts> => {
    const { control, list } = await talk(t, active(serve))
    const facts = await list({ dataMode })
    if (facts.sessionUsable) t.ok(await isInStep(control))
    return facts
  }
  for (const dataMode of ['PORT', 'EPRT'] as const)
    t.match(
      await outcome(dataMode, (client, port) => {
        client.say('150 here\r\n')
        connect(port, '127.0.0.1').end(listing, () => client.say('226 done\r\n'))
      }),
      { outcome: 'works', bytes: listing.length, setUp: { connect: 'open', ours: '127.0.0.1' } },
    )
  t.match(await outcome('PORT', client => client.say('550 no such folder\r\n')), {
    outcome: 'refused',
    step: 'command',
    setUp: { connect: 'not-tried' },
    sessionUsable: true,
  })
  t.match(await outcome('PORT', client => client.say('425 cannot reach you\r\n')), {
    outcome: 'refused',
    step: 'command',
    setUp: { connect: 'nobody-came' },
  })
  t.match(await outcome('PORT', client => client.say('150 here\r\n425 cannot reach you\r\n')), {
    outcome: 'fails',
    step: 'data-connect',
    failure: 'negative-final',
    setUp: { connect: 'nobody-came' },
  })
  t.match(await outcome('PORT', client => client.say('150 here\r\n')), {
    outcome: 'fails',
    step: 'data-connect',
    failure: 'timeout',
    setUp: { connect: 'nobody-came' },
    sessionUsable: false,
  })
  t.match(
    await outcome('EPRT', async (_client, port) => void (await stranger(port)).resume()),
    {
      outcome: 'fails',
      step: 'data-connect',
      failure: 'peer-mismatch',
      setUp: { connect: 'foreign-peer' },
      bytes: 0,
      sessionUsable: false,
    },
    'who comes from elsewhere is turned away',
  )
})
