import t from 'tap'
import { hastyLimits, observe } from './support/observe.js'

const options = { only: ['auth-tls/P/EPSV'], limits: hastyLimits }

t.test('nobody is made to wait who did not ask for it', async t => {
  const { seen } = await observe(t, 'idle', { options })
  t.same(seen, { status: 'untested', reason: 'needs-audit' })
})

t.test('a session that lives is said so, behind the whole wait', async t => {
  const { value, stable } = await observe(t, 'idle', { options: { ...options, audit: true } })
  t.same(stable, { is: 'alive' })
  t.ok(value.seconds >= hastyLimits.deadlines.idle / 1000)
})

t.test('one that is ended, with its last word and when', async t => {
  const faults = { idleLimit: { seconds: 0.4, reply: '421 Timeout.' } }
  const { value } = await observe(t, 'idle', { faults, options: { ...options, audit: true } })
  t.match(value, { is: 'ended', reply: { code: 421 } })
  t.ok(value.seconds < hastyLimits.deadlines.idle / 1000, `${value.seconds} s`)
})

t.test('who looks at the clock only when the next command comes has ended it all the same', async t => {
  const faults = { replies: [{ command: 'NOOP', reply: '421 Timeout.' }] }
  const { value } = await observe(t, 'idle', { faults, options: { ...options, audit: true } })
  t.match(value, { is: 'ended', reply: { code: 421 } })
})
