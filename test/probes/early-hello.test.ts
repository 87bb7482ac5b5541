import t from 'tap'
import { observe } from './support/observe.js'

const options = { only: ['auth-tls/P/EPSV', 'implicit/P/EPSV'] }

t.test('one transfer on a session that stands: no login, no connection more', async t => {
  const { value, stable, server } = await observe(t, 'early-hello', { options })
  t.same(value, {
    way: 'auth-tls/P/EPSV',
    looks: [{ hello: 'early', alone: false, status: 'works' }],
  })
  t.same(stable, {})
  const logins = server.seen.filter(({ kind }) => kind === 'login').length
  const others = await observe(t, 'resumption', { options })
  t.equal(logins, others.server.seen.filter(({ kind }) => kind === 'login').length)
})

t.test('where it fails it is told apart from the usual order, alone', async t => {
  const { stable, cells } = await observe(t, 'early-hello', { faults: { earlySpeechReset: true }, options })
  t.same(stable, {
    looks: ['early fails data-handshake', 'usual works', 'early fails data-handshake', 'usual works'],
  })
  t.equal(cells.find(({ id }) => id === 'auth-tls/P/EPSV')?.status, 'works', 'the table has the usual order')
})

t.test('a server that shakes hands before 150 takes it early, too', async t => {
  const { stable } = await observe(t, 'early-hello', { faults: { latePreliminary: true }, options })
  t.same(stable, {})
})

t.test('no active way, and none in clear', async t => {
  for (const only of [['auth-tls/P/PORT'], ['auth-tls/C/*']]) {
    const { seen } = await observe(t, 'early-hello', { options: { only } })
    t.same(seen, { status: 'untested', reason: 'no-session-left' }, only.join(' '))
  }
})

t.test('logins that are used up end it', async t => {
  const faults = { earlySpeechReset: true }
  const { value } = await observe(t, 'early-hello', { faults, options: { ...options, loginBudget: 6 } })
  t.match(value, { reason: 'login-budget' })
})
