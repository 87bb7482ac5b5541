import t from 'tap'
import { exchangesOf } from '../../probes/reply-times/exchanges.js'
import type { TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { observe, shortLimits } from './support/observe.js'

/** A control connection as `t kind text`, one event a line. */
function conversation(...lines: readonly string[]): TranscriptConnection {
  const events = lines.map((line, at): TranscriptEvent => {
    const [, seconds = '', kind = '', text = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? []
    return { n: at + 1, t: Number(seconds), kind: kind as TranscriptEvent['kind'], text }
  })
  return { id: 7, role: 'control', bytesIn: 0, bytesOut: 0, events }
}

t.test('a conversation as waits: the greeting, the login, and what else was answered', t => {
  const told = exchangesOf(
    conversation(
      '1 connect 192.0.2.1:990',
      '1.1 tls TLSv1.3',
      '8 receive 220-Welcome',
      '8 receive 220 Ready',
      '8 send USER edi',
      '9 receive 331 Password',
      '9 send PASS ***',
      '15 receive 230 In',
      '15 send PASV',
      '17 receive 227 (1,2,3,4,5,6)',
      '17 send LIST',
      '18 receive 150 Here',
      '30 receive 226 Done',
      '30 send FEAT',
      '60 deadline no reply in 30 s',
      '60 send QUIT',
      '69 receive 221 Bye',
    ),
  )
  t.same(
    told.map(({ of, seconds }) => [of, seconds]),
    [
      ['greetings', 7],
      ['others', 1],
      ['logins', 6],
      ['others', 2],
    ],
  )
  t.same(told[0]?.span, { connection: 7, from: 1, to: 3 })
  t.end()
})

t.test('a 421 is no greeting, and a password that is refused no login', t => {
  const told = exchangesOf(
    conversation('1 connect x', '9 receive 421 Busy', '9 send PASS ***', '19 receive 530 No'),
  )
  t.same(told, [])
  t.end()
})

/** Far from both ends, since the machine may be busy: what is slow, and by how much the server is. */
const limits = { ...shortLimits, deadlines: { ...shortLimits.deadlines, slow: 400 } }
const options = { only: ['auth-tls/P/EPSV'], limits }

t.test('what takes longer than slow is slow: the greeting', async t => {
  const { value, stable, seen } = await observe(t, 'reply-times', {
    faults: { lateAt: { greeting: 800 } },
    options,
  })
  t.same(stable, { greetings: 'slow' })
  t.match(value, { slowFrom: 0.4, greetings: { slow: value.greetings?.count }, others: { slow: 0 } })
  t.ok((value.greetings?.quickest ?? 0) > 0.7)
  t.match(seen, { evidence: [{ from: 1 }] })
})

t.test('and the login', async t => {
  const { stable } = await observe(t, 'reply-times', { faults: { lateAt: { pass: 800 } }, options })
  t.same(stable, { logins: 'slow' })
})

t.test('of a server that is quick nothing is said that another run would not say', async t => {
  const { stable, value } = await observe(t, 'reply-times', {
    options: { ...options, limits: { ...limits, deadlines: { ...limits.deadlines, slow: 60_000 } } },
  })
  t.same(stable, {})
  t.match(value, { greetings: { slow: 0 }, logins: { slow: 0 }, others: { slow: 0 } })
})
