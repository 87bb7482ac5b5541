import t from 'tap'
import { Redactor } from '../../../src/engine/redactor.js'
import { Transcript, type TranscriptOptions } from '../../../src/engine/transcript.js'
import { limits } from '../../../src/model/limits.js'
import type { TranscriptEvent } from '../../../src/model/transcript.js'

/** A clock that goes on by 1.2345 seconds at each look. */
function clock(): { now(): number } {
  let ms = 1_000
  return { now: () => (ms += 1_234.5) }
}

function transcript(more: Partial<TranscriptOptions> = {}): Transcript {
  return new Transcript({ clock: clock(), limits, redactor: new Redactor(['Kanari3n']), ...more })
}

void t.test('events are numbered from 1 in each connection and timed from the start', t => {
  const all = transcript()
  const control = all.open({ id: 2, role: 'control' })
  const data = all.open({ id: 1, role: 'data', control: 2, cell: 'auth-tls/P/EPSV' })
  control.addresses({ remote: '192.0.2.1:21' })
  control.addresses({ local: '192.0.2.9:50000' })
  t.equal(control.note('connect'), 1)
  t.equal(control.sent('FEAT'), 2)
  t.equal(data.note('connect', { text: 'now' }), 1)
  control.count('in', 10)
  control.count('in', 5)
  data.count('out', 7)
  t.same(all.connections(), [
    {
      id: 1,
      role: 'data',
      control: 2,
      cell: 'auth-tls/P/EPSV',
      bytesIn: 0,
      bytesOut: 7,
      events: [{ n: 1, t: 3.704, kind: 'connect', text: 'now' }],
    },
    {
      id: 2,
      role: 'control',
      local: '192.0.2.9:50000',
      remote: '192.0.2.1:21',
      bytesIn: 15,
      bytesOut: 0,
      events: [
        { n: 1, t: 1.235, kind: 'connect' },
        { n: 2, t: 2.469, kind: 'send', text: 'FEAT' },
      ],
    },
  ])
  t.end()
})

void t.test('a second connection of the same id is a fault', t => {
  const all = transcript()
  all.open({ id: 1, role: 'control' })
  t.throws(() => all.open({ id: 1, role: 'data' }), /connection 1 is in the transcript already/)
  t.end()
})

void t.test('the snapshot is plain JSON that later events do not change', t => {
  const all = transcript()
  const recorder = all.open({ id: 1, role: 'control' })
  recorder.note('receive', { text: '220 \0\x1b[1m\xff\ud800 x' })
  const before = all.connections()
  recorder.note('fin')
  t.same(JSON.parse(JSON.stringify(before)), before)
  t.match(before, [{ events: [{ text: '220 \0\x1b[1m\xff\ufffd x' }] }])
  t.equal(before[0]?.events.length, 1)
  t.end()
})

void t.test('bytes are text where they can be read, else base64', t => {
  const recorder = transcript().open({ id: 1, role: 'data' })
  recorder.note('receive', { bytes: Buffer.from('-rw é\r\n') })
  recorder.note('receive', { bytes: Buffer.from([0x16, 3, 1]) })
  recorder.note('receive', { bytes: Buffer.from('a\0b') })
  recorder.note('record', { text: 'alert', bytes: Buffer.from('ab'), dropped: 9 })
  t.match(recorder.snapshot().events, [
    { text: '-rw é\r\n', base64: undefined },
    { base64: 'FgMB', text: undefined },
    { base64: 'YQBi' },
    { text: 'alert', base64: 'YWI=', dropped: 9 },
  ])
  t.end()
})

void t.test('a reply is one event a line, redacted as a whole', t => {
  const recorder = transcript().open({ id: 1, role: 'control' })
  recorder.receivedReply(['530-Kana', '530 ri3n!', 'caf\xe9'].map(line => Buffer.from(line, 'latin1')))
  t.match(recorder.snapshot().events, [
    { n: 1, kind: 'receive', text: '530-***' },
    { n: 2, kind: 'receive', text: '530 ***!' },
    { n: 3, kind: 'receive', base64: 'Y2Fm6Q==' },
  ])
  t.end()
})

void t.test('secrets are cut out of everything, and the argument of PASS without being known', t => {
  const all = transcript()
  const recorder = all.open({ id: 1, role: 'control' })
  recorder.sent('PASS unknown to the redactor')
  recorder.sent('acct other')
  recorder.sent('CWD Kanari3n')
  recorder.note('tls', { text: 'error Kanari3n' })
  recorder.note('receive', { bytes: Buffer.from('\0Kanari3n') })
  t.match(recorder.snapshot().events, [
    { kind: 'send', text: 'PASS ***' },
    { kind: 'send', text: 'acct ***' },
    { kind: 'send', text: 'CWD ***' },
    { text: 'error ***' },
    { base64: Buffer.from('\0***').toString('base64') },
  ])
  all.redactor.add('later-one')
  recorder.sent('CWD later-one')
  t.match(recorder.snapshot().events.at(-1), { text: 'CWD ***' })
  t.end()
})

void t.test('long texts are cut, with the bytes that were left out counted', t => {
  const recorder = transcript({ limits: { ...limits, transcriptTextPerEvent: 4 } }).open({
    id: 1,
    role: 'control',
  })
  recorder.note('receive', { text: 'abcd' })
  recorder.note('receive', { text: 'abcdé', dropped: 1 })
  recorder.note('receive', { text: 'abc😀' })
  recorder.note('receive', { bytes: Buffer.alloc(10) })
  t.match(recorder.snapshot().events, [
    { text: 'abcd', dropped: undefined },
    { text: 'abcd', dropped: 3 },
    { text: 'abc', dropped: 4 },
    { base64: 'AAAAAA==', dropped: 6 },
  ])
  t.end()
})

void t.test('behind the bound events are only counted, in the last one', t => {
  const heard: number[] = []
  const recorder = transcript({
    limits: { ...limits, transcriptEventsPerConnection: 2 },
    onEvent: (_connection, _role, event) => heard.push(event.n),
  }).open({ id: 1, role: 'control' })
  const numbers = ['a', 'b', 'c', 'd'].map(text => recorder.note('send', { text }))
  t.same(numbers, [1, 2, 2, 2])
  t.match(recorder.snapshot().events, [{ text: 'a' }, { text: 'b', dropped: 2 }])
  t.same(heard, [1, 2])
  t.same(recorder.since(recorder.mark()), { connection: 1, from: 2, to: 2 })
  t.end()
})

void t.test('spans reach from a mark to the last event', t => {
  const recorder = transcript().open({ id: 7, role: 'control' })
  t.same(recorder.all(), { connection: 7, from: 1, to: 1 }, 'the event that will be the first')
  recorder.note('connect')
  const mark = recorder.mark()
  t.same(recorder.since(mark), { connection: 7, from: 1, to: 1 }, 'nothing noted: the last event')
  recorder.sent('NOOP')
  recorder.receivedReply([Buffer.from('200 ok')])
  t.same(recorder.since(mark), { connection: 7, from: 2, to: 3 })
  t.same(recorder.all(), { connection: 7, from: 1, to: 3 })
  t.end()
})

void t.test('a listener hears of each event as it is kept', t => {
  const heard: [number, string, TranscriptEvent][] = []
  const all = transcript({ onEvent: (...event) => heard.push(event) })
  all.open({ id: 3, role: 'data' }).note('fin')
  t.match(heard, [[3, 'data', { n: 1, kind: 'fin' }]])
  t.end()
})
