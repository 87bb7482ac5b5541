import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { Redactor } from '../../../src/engine/redactor.js'

const canary = 'Kanari3n-Vogel'
const redactor = new Redactor([canary])
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const withheld = '(withheld: it repeats the password)'

/** A sanitiser's work, seen from the other end: all that could glue the pieces of a word together. */
function tidied(text: string): string {
  return text
    .replace(/\n\d{3}[ -]/g, '')
    .replace(/\x1b\[[0-9;]*[A-Za-z]/g, '')
    .replace(/\xff[\xfb-\xfe].|\xff[\xf0-\xfa]/g, '')
    .replace(/[\0-\x1f\x7f]/g, '')
    .toLowerCase()
}

const spread = (text: string, between: string): string => Array.from(text).join(between)
const percent = (text: string): string =>
  Array.from(Buffer.from(text), byte => `%${byte.toString(16).padStart(2, '0')}`).join('')

const echoes: readonly (readonly [story: string, text: string, want: string])[] = [
  ['exact', `530 ${canary} is wrong`, '530 *** is wrong'],
  ['twice', `${canary} ${canary}`, '*** ***'],
  ['in upper case', `530 ${canary.toUpperCase()}`, '530 ***'],
  ['percent-encoded', `530 ${percent(canary)}!`, '530 ***!'],
  ['percent-encoded in part and in upper case', '530 kanari3n%2Dvog%65%6C!', '530 ***!'],
  ['base64', `530 ${Buffer.from(canary).toString('base64')}`, '530 ***='],
  [
    'base64 of more than it, but for the bits it shares with its neighbours',
    `530 ${Buffer.from(`\0joe\0${canary}`).toString('base64')}`,
    '530 AGpvZQB***A==',
  ],
  ['base64 for URLs', `530 ${Buffer.from(canary).toString('base64url')}`, '530 ***'],
  ['hex', `530 ${Buffer.from(canary).toString('hex').toUpperCase()}`, '530 ***'],
  ['with NULs between', `530 ${spread(canary, '\0')}!`, '530 ***!'],
  ['with colours between', `530 ${spread(canary, '\x1b[31m')}!`, '530 ***!'],
  ['with bare escapes between', `530 ${spread(canary, '\x1b')}!`, '530 ***!'],
  ['with window titles between', `530 ${spread(canary, '\x1b]0;title\x07')}!`, '530 ***!'],
  ['with the other control sequences between', `530 ${spread(canary, '\x9b1m')}!`, '530 ***!'],
  ['with zero-width characters between', `530 ${spread(canary, '\u200b')}!`, '530 ***!'],
  ['with Telnet commands between', `530 ${spread(canary, '\xff\xf1')}!`, '530 ***!'],
  ['with Telnet negotiations between', `530 ${spread(canary, '\xff\xfba')}!`, '530 ***!'],
  ['with lone IACs between', `530 ${spread(canary, '\xff')}!`, '530 ***!'],
  ['with controls between, percent-encoded', `530 ${spread(canary, '%00')}!`, '530 ***!'],
  ['not at all', `530 ${canary.slice(1)}`, `530 ${canary.slice(1)}`],
]

void t.test('an echo of the password is replaced', t => {
  for (const [story, text, want] of echoes) t.equal(redactor.text(text), want, story)
  for (const [story, text, want] of echoes) {
    if (!text.includes('\u200b'))
      t.equal(redactor.bytes(latin1(text)).toString('latin1'), want, `${story}, as bytes`)
  }
  t.end()
})

void t.test('what holds no secret comes back as it is', t => {
  const bytes = Buffer.from([0, 255, 1, 254, 0x80])
  t.equal(redactor.bytes(bytes), bytes)
  t.equal(redactor.text('230 \x1b[1mhello\xff'), '230 \x1b[1mhello\xff')
  t.same(redactor.reply([latin1('220-a'), latin1('220 b')]), [latin1('220-a'), latin1('220 b')])
  t.equal(new Redactor(['']).text('220 '), '220 ')
  t.equal(new Redactor().text('anything'), 'anything')
  t.same(redactor.reply([]), [])
  t.end()
})

const replies: readonly (readonly [story: string, lines: readonly string[], want: readonly string[]])[] = [
  ['in one line', ['530-a', `530 ${canary}!`], ['530-a', '530 ***!']],
  ['over two lines', ['530-xKanari3n', '530 -Vogelx'], ['530-x***', '530 ***x']],
  [
    'over lines without a code',
    ['530-xKan', 'ari3', 'n-Vogelx', '530 end'],
    ['530-x***', '***', '***x', '530 end'],
  ],
  ['over indented lines', ['530-xKan ', ' ari3n-Vogelx', '530 end'], ['530-x*** ', ' ***x', '530 end']],
  [
    'over lines, with controls',
    ['530-xKa\0n', '530-', '530 \x1b[1mari3n-\x1b[0mVogelx'],
    ['530-x***', '530-', '530 \x1b[1m***x'],
  ],
  [
    'a character a line',
    [...Array.from(canary, c => `530-${c}`), '530 end'],
    [...Array.from(canary, () => '530-***'), '530 end'],
  ],
]

void t.test('a secret spread over the lines of a reply is replaced in each, and the codes stay', t => {
  for (const [story, lines, want] of replies)
    t.same(
      redactor.reply(lines.map(latin1)).map(line => line.toString('latin1')),
      want,
      story,
    )
  t.end()
})

void t.test('a password with letters beyond ASCII is found in UTF-8 and in Latin-1', t => {
  const polite = new Redactor(['Grüße-Ärger'])
  for (const text of [
    'Grüße-Ärger',
    'grüße-ärger',
    'GRÜßE-ÄRGER',
    'GRÜSSE-ÄRGER',
    'Grüße-Ärger'.normalize('NFD'),
  ]) {
    t.equal(polite.text(`530 ${text}!`), '530 ***!', text)
    t.equal(polite.bytes(Buffer.from(`530 ${text}!`)).toString(), '530 ***!', `${text} in UTF-8`)
    t.equal(polite.text(`530 ${percent(text)}!`), '530 ***!', `${text}, percent-encoded`)
  }
  t.equal(polite.bytes(latin1('530 grüße-ÄRGER!')).toString(), '530 ***!')
  t.equal(polite.text('530 gr%FC%DFe-%C4rger!'), '530 ***!')
  t.equal(
    polite.text(`530 ${Buffer.from('Grüße-Ärger').toString('latin1')}!`),
    '530 ***!',
    'UTF-8 read as Latin-1',
  )
  t.equal(polite.text(`530 ${latin1('Grüße-Ärger').toString('hex')}!`), '530 ***!')
  t.equal(new Redactor(['pässword€𐐀']).text('530 PÄSSWORD€𐐨!'), '530 ***!')
  t.end()
})

void t.test('a short password withholds the whole text or reply that holds it', t => {
  const short = new Redactor(['x9'])
  t.equal(short.text('530 no X9 here'), withheld)
  t.equal(short.text('530 no x\x009 here'), withheld)
  t.equal(short.text('530 no x%39 here'), withheld)
  t.equal(short.text('530 fine'), '530 fine')
  const lines = short.reply([latin1('530-a'), latin1(' b x9'), latin1('530 c')])
  t.same(lines.map(String), [`530-${withheld}`, withheld, `530 ${withheld}`])
  t.end()
})

void t.test('what stands for a secret never holds one', t => {
  t.equal(new Redactor(['it']).text('it'), '***')
  t.equal(new Redactor(['***']).text('a***b'), withheld)
  t.equal(new Redactor(['a***b']).text('aa***bb'), withheld, 'the mask makes the secret anew')
  t.equal(new Redactor(['****']).text('*****'), '***')
  t.equal(new Redactor(['*', 'it']).text('*'), '')
  t.end()
})

void t.test('secrets may be added, and each is replaced', t => {
  const two = new Redactor(['first-one'])
  two.add('second-one')
  two.add('second-one')
  t.equal(two.text('first-one second-one firstone'), '*** *** firstone')
  t.end()
})

const noises = fc.constantFrom(
  '',
  '',
  '\0',
  '\t',
  '\x1b[0m',
  '\x1b[38;5;1m',
  '\xff\xf1',
  '\xff\xfb\x01',
  '\r',
  '\x7f',
  '\n',
  '\n530-',
  '\n530 ',
)
const letters = fc.constantFrom('lower', 'upper', 'percent', 'as it is')
const disguises = fc
  .array(fc.tuple(letters, noises), { minLength: canary.length, maxLength: canary.length })
  .map(parts =>
    parts
      .map(([how, noise], index) => {
        const letter = canary.charAt(index)
        if (how === 'percent') return percent(letter) + noise
        return (
          (how === 'upper' ? letter.toUpperCase() : how === 'lower' ? letter.toLowerCase() : letter) + noise
        )
      })
      .join(''),
  )
const around = fc.string({ maxLength: 20 })

function assertGone(output: string): void {
  assert.ok(!decodeURIComponentBytes(tidied(output)).includes(canary.toLowerCase()), JSON.stringify(output))
}

function decodeURIComponentBytes(text: string): string {
  return text
    .replace(/%[0-9a-f]{2}/g, found => String.fromCharCode(parseInt(found.slice(1), 16)))
    .toLowerCase()
}

void t.test('whatever stands between its letters, the password is gone', t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(around, disguises, around, (before, disguise, behind) => {
        const text = `530-${before}${disguise}${behind}`
        assertGone(redactor.text(text))
        assertGone(redactor.bytes(Buffer.from(text, 'latin1')).toString('latin1'))
        const lines = text.split('\n').map(latin1)
        const reply = redactor.reply(lines)
        assert.equal(reply.length, lines.length)
        assertGone(reply.map(line => line.toString('latin1')).join('\n'))
      }),
      { numRuns: 400 },
    ),
  )
  t.end()
})

void t.test('any password is found in all its encodings', t => {
  const passwords = fc
    .string({ unit: 'grapheme', minLength: 4, maxLength: 24 })
    .filter(each => Array.from(each).length >= 4)
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(passwords, around, (password, before) => {
        const one = new Redactor([password])
        const bytes = Buffer.from(password)
        for (const echo of [
          password,
          password.toUpperCase(),
          password.toLowerCase(),
          bytes.toString('hex'),
          bytes.toString('base64'),
          bytes.toString('latin1'),
          percent(password),
        ]) {
          assert.ok(!one.text(`${before} ${echo}`).includes(echo), echo)
          const spoken = one.bytes(Buffer.from(`${before} ${echo}`))
          assert.ok(!spoken.includes(Buffer.from(echo)), `${echo} as bytes`)
        }
      }),
      { numRuns: 200 },
    ),
  )
  t.end()
})

void t.test('redacting twice changes nothing more', t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(around, disguises, around, (before, disguise, behind) => {
        const once = redactor.text(before + disguise + behind)
        assert.equal(redactor.text(once), once)
      }),
      { numRuns: 100 },
    ),
  )
  t.end()
})

void t.test('64 KiB of hostile text are read in linear time', { timeout: 20_000 }, t => {
  const fill = (piece: string): string => piece.repeat(Math.ceil(65_536 / piece.length))
  const pieces = [
    'a',
    ' ',
    '\x1b[',
    '\x1b]',
    '\x9d',
    '\x1b[1',
    '%4b',
    '%',
    '\xff',
    '\xff\xfb',
    '\xc3\xa9',
    '\n',
    '\n530-',
    '\n ',
    canary,
    canary.slice(1),
    `${canary.slice(0, -1)}\0`,
    'ß',
    'K\x1b[31m',
  ]
  for (const piece of pieces) t.ok(redactor.text(fill(piece)).length > 0, JSON.stringify(piece))
  t.equal(new Redactor(['a'.repeat(200)]).text(fill('a')), '***')
  t.end()
})

t.test('each of very many secrets is taken once, whatever number came before', t => {
  const many = Array.from({ length: 20_000 }, (_, at) => `secret-number-${at}`)
  t.equal(new Redactor(many).text('530 secret-number-19999 is wrong'), '530 *** is wrong')
  t.end()
})
