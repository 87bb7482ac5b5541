/** Replies as no honest server sends them, and silences: each is an answer or an `EngineError` with its step, and none shifts a later one. */
import t, { type Test } from 'tap'
import { controlTo, engineContext, eventsOf, shortLimits, type Surroundings } from './support/engine.js'
import { oddServer, type OddClient, type OddServer, type Script } from './support/odd-server.js'
import type { EngineContext } from '../../../src/engine/context.js'
import type { ControlConnection } from '../../../src/engine/control-connection.js'
import { EngineError, Interrupted } from '../../../src/engine/engine-error.js'
import { enter, readGreeting } from '../../../src/engine/enter.js'
import { startScripted } from '../../../fixtures/start-server.js'

const greeting = '220 odd\r\n'

async function serve(
  t: Test,
  greet: string | ((client: OddClient) => void),
  script: Script,
): Promise<OddServer> {
  const server = await oddServer(typeof greet === 'string' ? client => client.say(greet) : greet, script)
  t.teardown(() => server.close())
  return server
}

async function talk(
  t: Test,
  greet: string | ((client: OddClient) => void),
  script: Script,
  around: Surroundings = {},
): Promise<{
  readonly control: ControlConnection
  readonly context: EngineContext
  readonly server: OddServer
}> {
  const server = await serve(t, greet, script)
  const context = engineContext(around)
  const control = await controlTo(context, server.port)
  t.teardown(() => control.destroy())
  await readGreeting(context, control)
  return { control, context, server }
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof EngineError ? `${error.step} ${error.failure}` : String(error)
  }
}

/** The moment that a reply closed by another code gets is patience, no deadline: here shorter than the reply's. */
const quickLooks = { ...shortLimits, silentLooks: { ...shortLimits.silentLooks, unclosedReply: 40 } }

t.test('each odd reply is one reply, and the next one is its own', async t => {
  const replies: readonly (readonly [string, readonly string[], number | null, readonly string[]])[] = [
    ['byte by byte', Array.from('200 dripped\r\n'), 200, []],
    ['bare LF', ['200 bare\n'], 200, ['bare-lf']],
    ['a multi-line reply in pieces', ['200-first\r', '\n 200 not yet\r\n20', '0 last\r\n'], 200, []],
    ['another code inside', ['211-begin\r\n500 inside\r\n211 end\r\n'], 211, ['nested-code']],
    ['closed by another code', ['211-begin\r\n line\r\n226 end\r\n'], 211, ['nested-code', 'code-mismatch']],
    ['no code at all', ['hello\r\n'], null, ['no-code']],
    ['Telnet in it', ['200 \xff\xf1with IAC\r\n'], 200, ['telnet-command']],
    ['an empty line before it', ['\r\n200 late\r\n'], 200, ['empty-line']],
  ]
  let next = 0
  const { control } = await talk(
    t,
    greeting,
    async (line, client) => {
      if (line === 'NOOP') client.say('200 in step\r\n')
      else
        for (const piece of replies[next++]?.[1] ?? []) {
          client.say(Buffer.from(piece, 'latin1'))
          await new Promise(resolve => setImmediate(resolve))
        }
    },
    { limits: quickLooks },
  )
  for (const [title, , code, anomalies] of replies) {
    const reply = await control.command('SITE ODD', 'command')
    t.equal(reply.code, code, title)
    t.same(reply.anomalies ?? [], anomalies, title)
    t.equal((await control.command('NOOP', 'command')).text, 'in step', `${title}: the next reply is its own`)
  }
})

t.test('replies that nobody asked for are recorded and never taken for an answer', async t => {
  const { control, context } = await talk(t, greeting, (line, client) => {
    client.say(`200 ${line}\r\n226 Transfer complete\r\n150 whatever\r\n`)
  })
  for (const line of ['ONE', 'TWO', 'THREE']) t.equal((await control.command(line, 'command')).text, line)
  const recorded = eventsOf(context, 1).filter(event => event === 'receive 226 Transfer complete')
  t.equal(recorded.length, 2, 'each before the next command')
})

t.test('120 means wait: the greeting is what comes after', async t => {
  const server = await serve(
    t,
    client => void client.sayLater('120 in a minute\r\n', '220-now\r\n', '220 ready\r\n'),
    () => undefined,
  )
  const context = engineContext()
  const control = await controlTo(context, server.port)
  t.teardown(() => control.destroy())
  t.same((await readGreeting(context, control)).lines, ['220-now', '220 ready'])
  const patient = await serve(t, '120 for ever\r\n', () => undefined)
  const waiting = await controlTo(context, patient.port, 2)
  t.teardown(() => waiting.destroy())
  t.equal(await failureOf(readGreeting(context, waiting)), 'greeting timeout')
})

t.test('120 without end is over at the deadline', async t => {
  let talking: NodeJS.Immediate | undefined
  const chatter = (client: OddClient): void => {
    client.say('120 soon\r\n')
    talking = setImmediate(() => chatter(client))
  }
  const server = await serve(t, chatter, () => undefined)
  t.teardown(() => clearImmediate(talking))
  const context = engineContext()
  const control = await controlTo(context, server.port)
  t.teardown(() => control.destroy())
  t.equal(await failureOf(readGreeting(context, control)), 'greeting timeout')
})

t.test(
  'silence, FIN and RST instead of a reply are errors with their step; the connection is gone or stands',
  async t => {
    const { control } = await talk(t, greeting, () => undefined)
    await t.rejects(
      control.command('FEAT', 'features'),
      new EngineError('features', 'timeout', 'no reply in 0.3 s'),
    )
    t.ok(control.alive)
    for (const [how, failure] of [
      ['end', 'early-end'],
      ['resetAndDestroy', 'connection-reset'],
    ] as const) {
      const { control: cut } = await talk(t, greeting, (_line, client) => void client.socket[how]())
      t.equal(await failureOf(cut.command('NOOP', 'command')), `command ${failure}`)
      t.notOk(cut.alive)
      t.equal(cut.endedBy, how === 'end' ? 'fin' : 'rst')
      await cut.close()
    }
  },
)

t.test('a reply that the end of the connection cuts off is given out, marked', async t => {
  const { control } = await talk(t, greeting, (_line, client) => void client.socket.end('421-going\r\n down'))
  t.match(await control.command('NOOP', 'command'), {
    code: 421,
    lines: ['421-going', ' down'],
    anomalies: ['unterminated'],
  })
})

t.test('a reply whose end stays away comes with the error, but for half a line behind PASS', async t => {
  const { control } = await talk(t, greeting, (_line, client) => client.say('211-Features:\r\n EPSV\r\n211 '))
  const error: unknown = await control.command('FEAT', 'features').catch((reason: unknown) => reason)
  t.match(error, {
    failure: 'timeout',
    reply: { code: 211, lines: ['211-Features:', ' EPSV', '211 '], anomalies: ['unterminated'] },
  })
  const echoing = await talk(t, greeting, (_line, client) => client.say('230-You\r\n said kana'), {
    secrets: ['kanari3n!'],
  })
  const late: unknown = await echoing.control.command('PASS kanari3n!', 'login').catch((e: unknown) => e)
  t.match(late, { failure: 'timeout', reply: { lines: ['230-You'], anomalies: ['unterminated'] } })
  t.notMatch(JSON.stringify(echoing.context.transcript.connections()), /kana/)
})

t.test('a reply without end and a flood of replies are bounded', async t => {
  const limits = { ...shortLimits, replyBytes: 1_000, replyLines: 10 }
  const { control } = await talk(
    t,
    greeting,
    (line, client) =>
      client.say(line === 'LONG' ? `200-${'x'.repeat(5_000)}\r\n200 end\r\n` : '200 short\r\n'),
    { limits },
  )
  t.match(await control.command('LONG', 'command'), { code: 200, anomalies: ['too-long'] })
  t.equal((await control.command('NOOP', 'command')).text, 'short')
  const flooded = await talk(
    t,
    greeting,
    (_line, client) => {
      client.say('200 flood\r\n'.repeat(100_000))
    },
    { limits },
  )
  t.equal((await flooded.control.command('NOOP', 'command')).text, 'flood')
  t.ok((await flooded.control.command('NOOP', 'command')).text === 'flood', 'reading goes on')
})

t.test('an abort ends a wait at once, as an interruption', async t => {
  const abort = new AbortController()
  const { control, server } = await talk(t, greeting, () => abort.abort(), { signal: abort.signal })
  await t.rejects(control.command('NOOP', 'command'), Interrupted)
  await control.close()
  t.same(server.lines, ['NOOP'], 'no QUIT, no wait: it is destroyed')
})

t.test('a password stands in no event, whatever was echoed', async t => {
  const { control, context } = await talk(
    t,
    greeting,
    (line, client) => void client.sayLater('530-You said kana', 'ri3n!\r\n', `530 ${line}\r\n`),
    { secrets: ['kanari3n!'] },
  )
  const reply = await control.command('PASS kanari3n!', 'login')
  t.equal(reply.code, 530)
  t.notMatch(JSON.stringify([reply, context.transcript.connections()]), /kanari3n|ri3n!/)
})

t.test('entering: how each method ends short of an open connection', async t => {
  const outcome = async (
    faults: Parameters<typeof startScripted>[0],
    security: 'implicit' | 'auth-tls' | 'auth-ssl',
    policy = {},
  ): Promise<string> => {
    await using server = await startScripted(faults, { policy })
    const context = engineContext({ ca: server.ca })
    const port = security === 'implicit' ? (server.implicitPort ?? server.port) : server.port
    const entered = await enter(context, { id: 1, address: '127.0.0.1', port, security, hello: {} })
    await entered.control?.close()
    const { is } = entered
    if (is === 'open') return 'open'
    return [is, entered.step, is === 'fails' ? entered.failure : entered.reply.code].join(' ')
  }
  t.equal(await outcome({}, 'auth-tls'), 'open')
  t.equal(await outcome({}, 'implicit'), 'open')
  t.equal(await outcome({}, 'auth-ssl', { mechanisms: ['TLS', 'SSL'] }), 'open')
  t.equal(await outcome({}, 'auth-ssl'), 'refused auth 504')
  t.equal(
    await outcome({ replies: [{ command: 'AUTH', reply: '202 superfluous' }] }, 'auth-tls'),
    'fails auth reply-malformed',
  )
  t.equal(await outcome({ clearBehindAuth: '230 Logged in\r\n' }, 'auth-tls'), 'fails auth tls-not-spoken')
  for (const when of ['at-once', 'at-hello'] as const) {
    const ends = [
      await outcome({ afterAuth: { what: 'close', when } }, 'auth-tls'),
      await outcome({ afterAuth: { what: 'reset', when } }, 'auth-tls'),
    ]
    t.same(ends, ['fails handshake early-end', 'fails handshake connection-reset'], when)
  }
  t.equal(
    await outcome({ afterAuth: { what: 'clear-text', text: '500 OOPS\r\n', when: 'at-hello' } }, 'auth-tls'),
    'fails handshake tls-not-spoken',
  )
  t.equal(await outcome({ silentAt: 'greeting' }, 'auth-tls'), 'fails greeting timeout')
  t.equal(await outcome({ silentAt: 'auth' }, 'auth-tls'), 'fails auth timeout')
  t.equal(await outcome({ silentAt: 'handshake' }, 'auth-tls'), 'fails handshake timeout')
  t.equal(await outcome({ silentAt: 'handshake' }, 'implicit'), 'fails handshake timeout')
  t.equal(await outcome({ silentAt: 'greeting' }, 'implicit'), 'fails greeting timeout')
})
