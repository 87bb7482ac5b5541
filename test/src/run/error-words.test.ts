import t from 'tap'
import { wordsOf } from '../../../src/run/error-words.js'

/** The words in their order. */
const plain = (text: string): string => [...wordsOf(text)].join(' ')

t.test('what follows two colons is a word, also where its letters are hexadecimal digits', t => {
  for (const [text, words] of [
    ['error:0A000086:SSL routines::certificate has expired', 'certificate has expired'],
    [
      'error:0A000119:SSL routines::decryption failed or bad record mac',
      'decryption failed or bad record mac',
    ],
    ['error:0A000119:SSL routines::bad record mac', 'bad record mac'],
    ['error:0A00018A:SSL routines::dh key too small', 'dh key too small'],
    ['error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'wrong version number'],
    ['Net::FTP: bad reply', 'net ftp bad reply'],
    ['Net::DNS::Facade: dead', 'net dns facade dead'],
  ] as const)
    t.equal(plain(text), words, text)
  t.end()
})

t.test('an address of either family is no word, with a port or without', t => {
  for (const address of [
    '203.0.113.7',
    '203.0.113.7:21',
    '::1',
    '::1:21',
    '2001:db8::7',
    '2001:db8::7:990',
    '[2001:db8::7]:21',
    '2001:db8:0:0:0:0:0:7',
    '::ffff:203.0.113.7',
    'fe80::dead:beef',
  ])
    t.equal(plain(`dead (${address}), ${address}: bad`), 'dead bad', address)
  t.end()
})

t.test('no time is one either', t => {
  for (const time of ['15:31:07', '[15:31:07.412]', '2026-11-22T15:31:07Z', '2026-11-22T15:31:07.412+01:00'])
    t.equal(plain(`${time} dead`), 'dead', time)
  t.end()
})
