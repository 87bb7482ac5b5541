import t from 'tap'
import { observe } from './support/observe.js'

const refusal = '530 Login incorrect.'

t.test('the login is refused, and nobody is greeted any more', async t => {
  for (const [then, stable] of [
    ['close', 'greeting early-end'],
    [{ reply: '421 You are banned' }, 'greeting 421'],
  ] as const) {
    const look = await observe(t, 'after-refusal', { faults: { bannedAfterRefusal: { refusal, then } } })
    t.same(look.stable, stable)
    const passwords = look.server.seen.filter(event => event.kind === 'command' && event.command === 'PASS')
    t.equal(passwords.length, 1, 'one password was sent')
  }
})

t.test('the login is refused, and the port greets as before', async t => {
  const { stable, value } = await observe(t, 'after-refusal', { faults: { loginRefused: refusal } })
  t.same(stable, 'greeted')
  t.same(value, { port: 'explicit', greeted: true })
})

t.test('where the login is taken there is no such look', async t => {
  const { seen } = await observe(t, 'after-refusal', { options: { only: ['auth-tls/P/EPSV'] } })
  t.same(seen, { status: 'untested', reason: 'not-needed' })
})
