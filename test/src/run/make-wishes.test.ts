import t from 'tap'
import { makeWishes } from '../../../src/run/make-wishes.js'

const pin = '5f3a'.repeat(16)

t.test('a pin comes in small hex digits, and never beside `insecure`, which would make it void', t => {
  t.equal(makeWishes({ pin: `sha256:${pin.toUpperCase()}` }, true).pin, pin)
  t.equal(makeWishes({ pin, insecure: false }, true).pin, pin)
  t.throws(() => makeWishes({ pin, insecure: true }, true), {
    name: 'UsageError',
    message: '--pin and --insecure exclude each other: one certificate is accepted, or any',
  })
  t.end()
})

t.test('a line break in a path or a file would be a second command', t => {
  t.throws(() => makeWishes({ path: '/a\r\nDELE b' }, true), { message: /^the path holds a line break/ })
  t.throws(() => makeWishes({ file: 'a\0b' }, true), { message: /^the file holds a line break/ })
  t.end()
})
