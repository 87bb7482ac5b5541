import t from 'tap'
import { asciiOnly, harmless } from '../../reports/sanitise.js'

t.test('one harmless line', t => {
  const table: readonly (readonly [string, string])[] = [
    ['530 Login incorrect.', '530 Login incorrect.'],
    ['a\r\nb\tc', 'a b c'],
    ['\x1b[31mred\x1b[0m', 'red'],
    ['a\x00b\x07c\x7fd\x85e', 'a?b?c?d?e'],
    ['\u202egnp.exe', '?gnp.exe'],
    ['zero\u200bwidth\ufeff', 'zero?width?'],
    ['Grüße 日本', 'Grüße 日本'],
    [`z${'\u0300'.repeat(50)}`, `z${'\u0300'.repeat(3)}`],
  ]
  for (const [text, want] of table) t.equal(harmless(text), want, JSON.stringify(text))
  t.end()
})

t.test('it is bounded, however long the text is', t => {
  t.equal(Array.from(harmless('x'.repeat(1_000_000), 50)).length, 50)
  t.match(harmless('x'.repeat(60), 50), /x\.\.\.$/)
  t.equal(harmless('😀'.repeat(60), 50), `${'😀'.repeat(47)}...`)
  t.end()
})

t.test('ASCII where there is no UTF-8', t => {
  t.equal(asciiOnly('Grüße ✓\n'), 'Gr??e ?\n')
  t.end()
})
