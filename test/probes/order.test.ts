import t from 'tap'
import { observe } from './support/observe.js'

const options = { only: ['auth-tls/P/EPSV'] }

t.test(
  'a server that waits for the handshake says 150 behind it, also when our hello is withheld',
  async t => {
    const { value, stable } = await observe(t, 'order', { faults: { latePreliminary: true }, options })
    t.same(stable, { atOnce: 'works behind', withheld: 'works behind' })
    t.equal(value.way, 'auth-tls/P/EPSV')
    t.ok((value.withheld.seconds ?? 0) >= value.withheldFor, 'it waited as long as we did')
  },
)

t.test('a server that says 150 in time is not made to wait', async t => {
  const { seen } = await observe(t, 'order', { options })
  t.same(seen, { status: 'untested', reason: 'not-needed' })
})
