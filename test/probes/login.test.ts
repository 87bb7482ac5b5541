import t from 'tap'
import { servers } from '../../fixtures/servers/index.js'
import type { ScriptedFaults } from '../../fixtures/scripted/scripted-faults.js'
import { hastyLimits, observe } from './support/observe.js'

t.test('the first login: by AUTH TLS', async t => {
  const { value, stable, server } = await observe(t, 'login')
  t.match(stable, { security: 'auth-tls', accepted: true, replies: ['USER 331', 'PASS 230'] })
  t.equal(value.user, server.user)
  t.equal(server.seen.filter(({ kind }) => kind === 'login').length, 1)
})

t.test('by the next method where the best is closed; in clear only when allowed', async t => {
  const closed = { replies: [{ command: 'AUTH', reply: '502 No' }] }
  t.equal((await observe(t, 'login', { faults: closed })).value.security, 'implicit')
  const started = { policy: { mechanisms: [], implicit: false } }
  t.same((await observe(t, 'login', { started })).seen, { status: 'untested', reason: 'needs-clear-login' })
  const allowed = await observe(t, 'login', { started, options: { allowClearLogin: true } })
  t.match(allowed.value, { security: 'none', accepted: true })
})

t.test('a refusal keeps its replies, and points to its connection', async t => {
  const { value, seen, server } = await observe(t, 'login', {
    faults: { loginRefused: ['530-Sorry', '530 Login incorrect'] },
  })
  t.match(value, {
    accepted: false,
    replies: [{ command: 'USER' }, { command: 'PASS', reply: { code: 530, text: 'Login incorrect' } }],
  })
  t.ok(seen.status === 'observed' && seen.evidence.length === 1)
  t.equal(
    server.seen
      .filter(({ kind }) => kind === 'command')
      .filter(event => event.kind === 'command' && event.command === 'PASS').length,
    1,
  )
})

t.test('a refusal of USER: every method is asked, and the first one counts', async t => {
  const { value, server } = await observe(t, 'login', {
    faults: { replies: [{ command: 'USER', reply: '530 Nobody gets in' }] },
    options: { allowClearLogin: true },
  })
  t.match(value, { accepted: false, security: 'auth-tls', replies: [{ command: 'USER' }] })
  const said = server.seen.filter(event => event.kind === 'command' && event.command === 'USER')
  t.same(
    said.map(event => event.kind === 'command' && event.clear),
    [false, false, true],
  )
})

t.test('a name that needs no password is logged in without one', async t => {
  const faults = { replies: [{ command: 'USER', reply: '230 Come in' }] }
  const { value, server } = await observe(t, 'login', { faults })
  t.match(value, { accepted: true, replies: [{ command: 'USER', reply: { code: 230 } }] })
  t.notOk(server.seen.some(event => event.kind === 'command' && event.command === 'PASS'))
})

t.test('silence at USER is a broken look, and no wrong password', async t => {
  const { seen } = await observe(t, 'login', {
    faults: { silentAt: 'user' },
    options: { limits: hastyLimits },
  })
  t.match(seen, { status: 'broken', step: 'login', failure: 'timeout' })
  t.ok(seen.status === 'broken' && seen.evidence.length > 0)
})

t.test('a server that repeats the password, and its healthy twin', async t => {
  const { faults } = servers.find(({ id }) => id === 'login/echoes-the-password') as {
    faults: ScriptedFaults
  }
  const echo = await observe(t, 'login', { faults })
  t.match(echo.value, { accepted: true, echoed: true })
  t.match(echo.stable, { echoed: true })
  t.notOk(JSON.stringify(echo.seen).includes(echo.server.password))
  const twin = await observe(t, 'login')
  t.equal(twin.value.echoed, false)
  t.notOk(JSON.stringify(twin.stable).includes('echoed'), 'the usual thing needs no words')
})

t.test('an anonymous login has no secret that could be repeated', async t => {
  const options = { anonymous: true, user: 'anonymous' }
  const { value } = await observe(t, 'login', {
    options,
    started: { user: 'anonymous', password: 'ftps-doctor@' },
  })
  t.ok(value.accepted)
  t.notOk('echoed' in value)
})

t.test('nobody gave a password', async t => {
  const { seen } = await observe(t, 'login', { options: { login: false } })
  t.same(seen, { status: 'untested', reason: 'not-selected' })
})
