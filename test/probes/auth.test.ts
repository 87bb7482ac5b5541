import t from 'tap'
import { hastyLimits, observe } from './support/observe.js'

t.test('a healthy server: each mechanism, the nonsense beside them, and what FEAT names', async t => {
  const { value, stable, server } = await observe(t, 'auth')
  t.same(stable, {
    tls: { code: 234, hellos: ['usual done'] },
    ssl: { code: 504, hellos: [] },
    implicit: { hellos: ['usual done'] },
    nonsense: 504,
    mechanisms: ['TLS', 'TLS-C'],
  })
  t.match(value.entries, {
    none: { status: 'open', port: server.port },
    implicit: { status: 'open', port: server.implicitPort, tls: { version: 'TLSv1.3' } },
    'auth-tls': { status: 'open' },
    'auth-ssl': { status: 'refused', step: 'auth', reply: { code: 504 } },
  })
  t.ok(Object.values(value.entries).every(({ evidence }) => evidence.length > 0))
  t.equal(
    server.seen.filter(({ kind }) => kind === 'tls').length,
    3,
    'greeting, implicit, AUTH TLS: no other hello',
  )
  t.notOk(
    server.seen.some(event => event.kind === 'command' && event.command === 'USER'),
    'nobody logs in',
  )
})

t.test('a hello that meets an end is said in three shapes; clear text says enough at once', async t => {
  const ends = await observe(t, 'auth', { faults: { afterAuth: { what: 'close', when: 'at-hello' } } })
  t.match(ends.stable, { tls: { hellos: ['usual fin', 'usual fin', 'tls12 fin', 'tls12-no-name fin'] } })
  t.match(ends.value.entries['auth-tls'], { status: 'fails', step: 'handshake', failure: 'early-end' })
  const clear = { what: 'clear-text', text: '500 OOPS: no key\r\nmore\r\n', when: 'at-hello' } as const
  const { value } = await observe(t, 'auth', { faults: { afterAuth: clear } })
  t.match(value.tls, {
    established: false,
    hellos: [{ shape: 'usual', outcome: 'clear-text', clearText: '500 OOPS: no key' }],
  })
  t.equal(value.tls?.hellos.length, 1)
})

t.test('where no hello is answered each version is asked by hand, SSLv2 only with --audit', async t => {
  const asked = async (audit: boolean): Promise<readonly string[]> => {
    const faults = { silentAt: 'handshake' } as const
    const started = { policy: { implicit: false } }
    const { value } = await observe(t, 'auth', { faults, started, options: { audit, limits: hastyLimits } })
    return (value.tls?.raw ?? []).map(({ offers, outcome }) => `${offers} ${outcome}`)
  }
  const all = ['TLSv1.2 silence', 'TLSv1.1 silence', 'TLSv1 silence', 'SSLv3 silence']
  t.same(await asked(false), all)
  t.same(await asked(true), [...all, 'SSLv2 silence'])
})

t.test('where TLS 1.2 alone is answered the run goes on with it', async t => {
  const { value, server } = await observe(t, 'auth', { faults: { hellos: { 'TLSv1.3': 'reset' } } })
  t.match(value.entries, {
    implicit: { status: 'open', tls: { version: 'TLSv1.2' } },
    'auth-tls': { status: 'open', tls: { version: 'TLSv1.2' } },
  })
  t.match(value.tls, {
    established: true,
    raw: [
      { offers: 'TLSv1.3', outcome: 'rst' },
      { offers: 'TLSv1.2', outcome: 'server-hello', version: 'TLSv1.2' },
    ],
  })
  t.notOk(server.seen.some(event => event.kind === 'command' && event.command === 'USER'))
})

t.test('clear bytes behind 234 stop the upgrade, and no hello is said', async t => {
  const { value, server } = await observe(t, 'auth', { faults: { clearBehindAuth: '230 Logged in\r\n' } })
  t.match(value.tls, { bytesBehind: '230 Logged in', hellos: [], established: false, reply: { code: 234 } })
  t.match(value.entries, {
    'auth-tls': { status: 'fails', step: 'auth', failure: 'tls-not-spoken' },
    implicit: { status: 'open' },
  })
  t.equal(
    server.seen.filter(
      event => event.kind === 'command' && event.command === 'AUTH' && event.argument === 'TLS',
    ).length,
    1,
  )
})

t.test('silence at AUTH is met once with each mechanism, and FEAT is kept', async t => {
  const { value, server } = await observe(t, 'auth', {
    faults: { silentAt: 'auth' },
    options: { limits: hastyLimits },
  })
  t.match(value.entries['auth-tls'], { status: 'fails', step: 'auth', failure: 'timeout' })
  t.same(value.features?.mechanisms, ['TLS', 'TLS-C'])
  t.notOk('nonsense' in value)
  const asked = server.seen.flatMap(event =>
    event.kind === 'command' && event.command === 'AUTH' ? [event.argument] : [],
  )
  t.same(asked, ['XYZZY', 'SSL', 'TLS'])
})

t.test(
  'what greets in clear gets no implicit hello; a server that counts sessions gets a moment',
  async t => {
    const clear = await observe(t, 'auth', { started: { policy: { implicit: false } } })
    t.match(clear.value.entries.implicit, {
      status: 'refused',
      step: 'handshake',
      reason: 'greets-in-clear',
      reply: { code: 220 },
    })
    const one = await observe(t, 'auth', { faults: { sessions: { atMost: 1, refusedAt: 'greeting' } } })
    t.match(one.value.entries, {
      none: { status: 'open' },
      implicit: { status: 'open' },
      'auth-tls': { status: 'open' },
      'auth-ssl': { reply: { code: 504 } },
    })
  },
)

t.test('a method that was not asked for is not tried', async t => {
  const { value, server } = await observe(t, 'auth', { options: { securities: ['auth-tls'] } })
  t.match(value.entries, {
    none: { reason: 'not-selected' },
    implicit: { reason: 'not-selected' },
    'auth-ssl': { reason: 'not-selected' },
    'auth-tls': { status: 'open' },
  })
  t.notOk(
    server.seen.some(
      event => event.kind === 'command' && event.command === 'AUTH' && event.argument !== 'TLS',
    ),
  )
})
