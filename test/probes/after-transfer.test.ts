import t from 'tap'
import { sessionLives } from '../../probes/after-transfer/session-lives.js'
import type { TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { observe } from './support/observe.js'

/** A control connection as `t kind text`, one event a line. */
function conversation(...lines: readonly string[]): TranscriptConnection {
  const events = lines.map((line, at): TranscriptEvent => {
    const [, seconds = '', kind = '', text = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? []
    return { n: at + 1, t: Number(seconds), kind: kind as TranscriptEvent['kind'], text }
  })
  return { id: 7, role: 'control', bytesIn: 0, bytesOut: 0, events }
}

const letIn = ['0 connect x', '0 receive 220 Hi', '1 send PASS ***', '2 receive 230 In']
const lists = ['3 send PASV', '4 receive 227 (1)', '4 send LIST', '5 receive 150 Here', '6 receive 226 Done']
const livesOf = (...lines: readonly string[]) => sessionLives(conversation(...letIn, ...lists, ...lines))

t.test('what the server does next decides', t => {
  const gone = { isEnded: true, answeredBefore: 1, stoodBefore: 2 }
  t.match(livesOf('7 send PWD', '7 receive 257 "/"'), [{ isEnded: false, answeredBefore: 1 }])
  t.match(livesOf('7 send QUIT', '7 receive 221 Bye', '7 fin'), [{ isEnded: false }])
  t.match(livesOf('7 fin'), [{ ...gone, endedWithin: 1 }])
  t.match(livesOf('8 receive 421 Bye', '7 fin'), [{ ...gone, reply: '421 Bye', endedWithin: 1 }])
  t.match(livesOf('7 send PASV', '8 receive 421 Bye', '8 fin'), [{ ...gone, reply: '421 Bye' }])
  const stays = ['7 receive 421 Bye', '8 send NOOP', '9 receive 200 Well']
  t.match(livesOf(...stays, '9 send PASV', '9 receive 227 (2)'), [{ isEnded: false }])
  t.match(livesOf(...stays, '9 fin'), [{ ...gone, reply: '421 Bye' }])
  t.end()
})

t.test('where nothing came, and behind a transfer that failed, nothing is told', t => {
  t.same(livesOf('7 send QUIT', '9 deadline', '9 close'), [])
  const fails = ['4 send LIST', '5 receive 150 Here', '6 receive 426 Broken', '7 fin']
  t.same(sessionLives(conversation(...letIn, ...fails)), [])
  t.same(sessionLives(conversation(...letIn, '4 send LIST', '5 receive 550 No', '7 fin')), [])
  t.end()
})

const options = { only: ['auth-tls/P/*'] }

t.test('a server that ends the session behind every transfer', async t => {
  const { value, stable } = await observe(t, 'after-transfer', {
    faults: { endsAfterTransfer: { reply: '421 Bye' } },
    options,
  })
  t.same(stable, { ends: '421' })
  t.match(value, { survived: 0, reply: '421 Bye' })
  t.ok(value.ended > 3 && (value.answeredBefore ?? 0) > 0, JSON.stringify(value))
})

t.test('without a word', async t => {
  const { value, stable } = await observe(t, 'after-transfer', {
    faults: { endsAfterTransfer: 'without-a-word' },
    options,
  })
  t.same(stable, { ends: 'without a word' })
  t.equal(value.reply, undefined)
})

t.test('a healthy one goes on', async t => {
  const { value, stable } = await observe(t, 'after-transfer', { options })
  t.same(stable, {})
  t.ok(value.survived > 3)
  t.equal(value.ended, 0)
})
