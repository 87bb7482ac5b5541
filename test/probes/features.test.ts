import t from 'tap'
import { hastyLimits, observe } from './support/observe.js'

t.test('FEAT in clear, inside TLS and after login, and not one connection more', async t => {
  const { value, stable, server } = await observe(t, 'features')
  t.match(stable, { inClear: /AUTH TLS/, insideTls: /PBSZ/, afterLogin: /MLST TYPE\*/ })
  t.ok(value.inClear?.names.includes('AUTH TLS'))
  t.equal(
    value.insideTls?.security,
    'auth-tls',
    'the port where a firewall may read, rather than the other one',
  )
  t.equal(value.afterLogin?.security, 'auth-tls')
  const without = await observe(t, 'login')
  const connections = (log: typeof server): number =>
    new Set(log.seen.map(({ connection }) => connection)).size
  t.equal(connections(server), connections(without.server))
})

t.test('what is refused has no names, and says with which reply', async t => {
  const { value, stable } = await observe(t, 'features', {
    faults: { replies: [{ command: 'FEAT', reply: '502 No' }] },
  })
  t.same(stable, { inClear: 502, insideTls: 502, afterLogin: 502 })
  t.same(value.afterLogin?.names, [])
})

t.test('FEAT that is never answered costs the features only, and in TLS it is not said again', async t => {
  const { seen, server } = await observe(t, 'features', {
    faults: { silentAt: 'feat' },
    options: { limits: hastyLimits },
  })
  t.match(seen, { status: 'observed', value: { unanswered: ['inClear', 'afterLogin'] } })
  const said = server.seen.filter(event => event.kind === 'command' && event.command === 'FEAT')
  t.equal(said.length, 2, 'in clear, and after login')
})

t.test('without a login two are known', async t => {
  const { stable } = await observe(t, 'features', { options: { login: false } })
  t.match(stable, { inClear: /AUTH TLS/, insideTls: /AUTH TLS/ })
  t.notOk('afterLogin' in (stable as object))
})
