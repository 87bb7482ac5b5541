import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { ReplyParser, type ReplyAnomaly, type WireReply } from '../../../src/protocol/reply-parser.js'

const bounds = { bytes: 65_536, lines: 1_000 }
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

interface Plain {
  readonly code: number | null
  readonly lines: readonly string[]
  readonly anomalies: readonly ReplyAnomaly[]
}

function plain(reply: WireReply): Plain {
  const lines = reply.lines.map(line => line.toString('latin1'))
  return { code: reply.code, lines, anomalies: [...reply.anomalies].sort() }
}

function takeAll(parser: ReplyParser): Plain[] {
  const replies: Plain[] = []
  for (let reply = parser.take(); reply !== undefined; reply = parser.take()) replies.push(plain(reply))
  return replies
}

/** What came of the chunks: the complete replies, then what was left at the end. */
function parse(chunks: readonly Buffer[], within = bounds): readonly [Plain[], Plain | undefined] {
  const parser = new ReplyParser(within)
  const replies = chunks.flatMap(chunk => {
    parser.push(chunk)
    return takeAll(parser)
  })
  const last = parser.end()
  return [replies, last && plain(last)]
}

type Expected = readonly [code: number | null, lines: readonly string[], anomalies?: readonly ReplyAnomaly[]]
const asPlain = ([code, lines, anomalies = []]: Expected): Plain => ({ code, lines, anomalies })

const complete: readonly (readonly [story: string, wire: string, ...replies: Expected[]])[] = [
  ['one line', '220 ready\r\n', [220, ['220 ready']]],
  ['a code alone', '230\r\n', [230, ['230']]],
  ['a code and a blank', '230 \r\n', [230, ['230 ']]],
  ['two glued replies', '150 go\r\n226 done\r\n', [150, ['150 go']], [226, ['226 done']]],
  ['several lines', '211-Features:\r\n UTF8\r\n211 End\r\n', [211, ['211-Features:', ' UTF8', '211 End']]],
  ['a hyphen on each line', '220-a\r\n220-b\r\n220 c\r\n', [220, ['220-a', '220-b', '220 c']]],
  [
    'lines that are not code and separator',
    '220-a\r\n2200 b\r\n22 c\r\n220d\r\n\r\n220\r\n',
    [220, ['220-a', '2200 b', '22 c', '220d', '', '220']],
  ],
  [
    'another code inside',
    '220-a\r\n230 users\r\n220 b\r\n',
    [220, ['220-a', '230 users', '220 b'], ['nested-code']],
  ],
  [
    'another multi-line reply inside',
    '220-a\r\n230-x\r\n230 y\r\n220 b\r\n',
    [220, ['220-a', '230-x', '230 y', '220 b'], ['nested-code']],
  ],
  ['bare line feeds', '220-a\n220 b\n', [220, ['220-a', '220 b'], ['bare-lf']]],
  ['a doubled CR', '230\r\r\n', [230, ['230\r'], ['bare-cr']]],
  ['a CR inside', '220 a\rb\r\n', [220, ['220 a\rb'], ['bare-cr']]],
  ['a NUL inside', '220 a\0b\r\n', [220, ['220 a\0b'], ['nul']]],
  ['no code', 'Hello\r\n220 ready\r\n', [null, ['Hello'], ['no-code']], [220, ['220 ready']]],
  ['a code without a separator', '220ready\r\n', [null, ['220ready'], ['no-code']]],
  [
    'a code that is none',
    '620 a\r\n099 b\r\n',
    [620, ['620 a'], ['code-out-of-range']],
    [99, ['099 b'], ['code-out-of-range']],
  ],
  ['empty lines first', '\r\n\r\n220 a\r\n', [220, ['', '', '220 a'], ['empty-line']]],
  ['doubled IAC', '220 \xff\xff\r\n', [220, ['220 \xff']]],
  ['Telnet commands', '\xff\xfd\x1822\xff\xf10 a\xff\xfb\x01\r\n', [220, ['220 a'], ['telnet-command']]],
  ['a subnegotiation, whose text stays', '220 \xff\xfaa\xff\xf0b\r\n', [220, ['220 ab'], ['telnet-command']]],
  ['Latin-1 text with a byte 255', '220 \xffa\xff\r\n', [220, ['220 \xffa\xff'], ['bare-iac']]],
  ['a Telnet command cut off by the line end', '220 a\xff\xfb\r\n', [220, ['220 a'], ['telnet-command']]],
]

void t.test('complete replies are read as RFC 959 has them, and oddities are recorded', t => {
  for (const [story, wire, ...replies] of complete) {
    t.same(parse([latin1(wire)]), [replies.map(asPlain), undefined], story)
    t.same(
      parse([...latin1(wire)].map(byte => Buffer.of(byte))),
      [replies.map(asPlain), undefined],
      `${story}, byte by byte`,
    )
  }
  t.end()
})

const incomplete: readonly (readonly [story: string, wire: string, last: Expected])[] = [
  ['a line without its end', '221 bye', [221, ['221 bye'], ['unterminated']]],
  ['a line that ends in CR', '221 bye\r', [221, ['221 bye\r'], ['bare-cr', 'unterminated']]],
  ['a multi-line reply that never ends', '220-a\r\nb\r\n', [220, ['220-a', 'b'], ['unterminated']]],
  ['one that breaks off in its last line', '220-a\r\n22', [220, ['220-a', '22'], ['unterminated']]],
  [
    'one that ends with another code',
    '220-a\r\n221 b\r\n',
    [220, ['220-a', '221 b'], ['code-mismatch', 'nested-code']],
  ],
  ['nothing but an empty line', '\r\n', [null, [''], ['empty-line', 'no-code', 'unterminated']]],
]

void t.test('what is left at the end of the connection is given out and said to be so', t => {
  for (const [story, wire, last] of incomplete) t.same(parse([latin1(wire)]), [[], asPlain(last)], story)
  t.same(parse([]), [[], undefined], 'nothing at all')
  t.same(parse([latin1('220 a\r\n')]), [[asPlain([220, ['220 a']])], undefined], 'nothing behind a reply')
  t.end()
})

void t.test('end() gives complete replies first', t => {
  const parser = new ReplyParser(bounds)
  parser.push(latin1('220 a\r\n221 b\r\n42'))
  t.match(
    [parser.end(), parser.end(), parser.end()],
    [{ code: 220 }, { code: 221 }, { code: null, anomalies: ['no-code', 'unterminated'] }],
  )
  t.equal(parser.end(), undefined)
  t.end()
})

void t.test('a reply that seems to be closed by another code is told from one that goes on', t => {
  const parser = new ReplyParser(bounds)
  const steps = ['220-a\r\n', '221 b\r\n', 'c', '\r\n', '221\r\n', '220 d\r\n']
  const seen = steps.map(step => {
    parser.push(latin1(step))
    return [parser.take()?.code, parser.looksClosed(), parser.hasPartial()]
  })
  t.same(seen, [
    [undefined, false, true],
    [undefined, true, true],
    [undefined, false, true],
    [undefined, false, true],
    [undefined, true, true],
    [220, false, false],
  ])
  t.end()
})

void t.test('one take() reads one reply; the bytes glued behind 234 stay as they came', t => {
  const parser = new ReplyParser(bounds)
  parser.push(latin1('234 go\r\n\xff\xfb\x01331 inject'))
  parser.push(latin1('ed\r\n230'))
  t.equal(parser.take()?.code, 234)
  t.equal(parser.unread, 20)
  t.equal(parser.rest().toString('latin1'), '\xff\xfb\x01331 injected\r\n230')
  t.equal(parser.hasPartial(), false)
  t.equal(parser.rest().length, 0)
  parser.push(latin1('220-a\r\n'))
  t.equal(parser.take(), undefined)
  t.equal(parser.rest().toString('latin1'), '220-a\r\n', 'also lines of a reply that has begun')
  parser.push(latin1('230 b\r\n'))
  t.match(parser.take(), { code: 230 })
  t.end()
})

const narrow = { bytes: 20, lines: 3 }
const long: readonly (readonly [story: string, wire: string, ...replies: Expected[]])[] = [
  ['as long as allowed', '220 01234567890123\r\n', [220, ['220 01234567890123']]],
  [
    'a byte longer',
    '220 012345678901234\r\n221 b\r\n',
    [220, ['220 012345678901234\r'], ['bare-cr', 'too-long']],
    [221, ['221 b']],
  ],
  [
    'a line without an end in sight',
    `220 ${'x'.repeat(5_000)}\r\n221 b\r\n`,
    [220, [`220 ${'x'.repeat(16)}`], ['too-long']],
    [221, ['221 b']],
  ],
  [
    'text without a code',
    `${'x'.repeat(50)}\n221 b\r\n`,
    [null, ['x'.repeat(20)], ['no-code', 'too-long']],
    [221, ['221 b']],
  ],
  ['as many lines as allowed', '220-\na\n220 b\n', [220, ['220-', 'a', '220 b'], ['bare-lf']]],
  [
    'one line more',
    '220-\na\nb\n220 c\n221 d\n',
    [220, ['220-', 'a', 'b'], ['bare-lf', 'too-long']],
    [221, ['221 d'], ['bare-lf']],
  ],
  [
    'many lines more',
    '220-\na\nb\nc\n221 d\n220-e\n220 f\n221 g\n',
    [220, ['220-', 'a', 'b'], ['bare-lf', 'too-long']],
    [221, ['221 g'], ['bare-lf']],
  ],
  [
    'several lines, too many bytes',
    '220-aaaaaaaaaa\nbbbbbbbbbb\n220 c\n221 d\n',
    [220, ['220-aaaaaaaaaa', 'bbbbb'], ['bare-lf', 'too-long']],
    [221, ['221 d'], ['bare-lf']],
  ],
  [
    'too long in its last line',
    '220-aaaaaaaaaa\n220 bbbbb\n221 d\n',
    [220, ['220-aaaaaaaaaa', '220 b'], ['bare-lf', 'too-long']],
    [221, ['221 d'], ['bare-lf']],
  ],
  [
    'too long inside the code of its last line',
    '220-aaaaaaaaaaaaa\n220 b\n221 d\n',
    [220, ['220-aaaaaaaaaaaaa', '22'], ['bare-lf', 'too-long']],
    [221, ['221 d'], ['bare-lf']],
  ],
  [
    'nothing but empty lines',
    '\n\n\n\n\n221 d\n',
    [null, ['', '', ''], ['bare-lf', 'empty-line', 'no-code', 'too-long']],
    [221, ['', '', '221 d'], ['bare-lf', 'empty-line']],
  ],
]

void t.test('a reply over the bounds is given out at once and its rest is swallowed', t => {
  for (const [story, wire, ...replies] of long) {
    t.same(parse([latin1(wire)], narrow), [replies.map(asPlain), undefined], story)
    t.same(
      parse(
        [...latin1(wire)].map(byte => Buffer.of(byte)),
        narrow,
      ),
      [replies.map(asPlain), undefined],
      `${story}, byte by byte`,
    )
  }
  t.end()
})

void t.test('a reply without an end keeps no memory', t => {
  const parser = new ReplyParser(bounds)
  parser.push(latin1('220-a\r\n'))
  const chunk = Buffer.alloc(65_536, 'x')
  let given = 0
  let most = 0
  for (let count = 0; count < 200; count += 1) {
    parser.push(chunk)
    if (parser.take() !== undefined) given += 1
    most = Math.max(most, parser.unread)
  }
  t.equal(given, 1)
  t.equal(most, 0)
  t.equal(parser.end(), undefined)
  t.end()
})

const pieces = [
  '220',
  '221',
  ' ',
  '-',
  '\r\n',
  '\r\n',
  '\n',
  '\r',
  'a',
  '\0',
  '\xff',
  '\xfb',
  '\xf1',
  '2',
  '220-x\r\n',
  '220 y\r\n',
  '150 z\r\n',
]
const wires = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => latin1(parts.join('')))
const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 12 })

function split(bytes: Buffer, at: readonly number[]): Buffer[] {
  const edges = [0, ...at.filter(edge => edge < bytes.length).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
}

void t.test('the same bytes give the same replies however they are split', t => {
  const within = fc.constantFrom(bounds, narrow, { bytes: 7, lines: 2 }, { bytes: 1, lines: 1 })
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(wires, cuts, within, (wire, at, limits) => {
        assert.deepEqual(parse(split(wire, at), limits), parse([wire], limits))
      }),
      { numRuns: 300 },
    ),
  )
  t.end()
})

void t.test('no byte is lost between the replies and the rest', t => {
  const clean = fc.array(
    fc.constantFrom('220 y\r\n', '220-x\r\n', 'a\r\n', '\r\n', '221 b\r\n', '22', '\r\n'),
    { maxLength: 30 },
  )
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(clean, cuts, fc.nat({ max: 5 }), (parts, at, taken) => {
        const wire = latin1(parts.join(''))
        const parser = new ReplyParser(bounds)
        for (const chunk of split(wire, at)) parser.push(chunk)
        const lines: Buffer[] = []
        for (let count = 0; count < taken; count += 1) lines.push(...(parser.take()?.lines ?? []))
        const read = lines.map(line => `${line.toString('latin1')}\r\n`).join('')
        assert.equal(read + parser.rest().toString('latin1'), wire.toString('latin1'))
      }),
      { numRuns: 200 },
    ),
  )
  t.end()
})
