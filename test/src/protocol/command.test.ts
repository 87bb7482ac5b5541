import t from 'tap'
import { encodeCommand, verbOf } from '../../../src/protocol/command.js'

void t.test('a command is UTF-8 with CRLF', t => {
  t.equal(encodeCommand('NOOP').toString('latin1'), 'NOOP\r\n')
  t.equal(encodeCommand('RETR Rémi').toString('utf8'), 'RETR Rémi\r\n')
  t.end()
})

void t.test('a Latin-1 command has its byte 255 doubled, as Telnet asks for', t => {
  t.equal(encodeCommand('CWD ÿÿé', 'latin1').toString('latin1'), 'CWD \xff\xff\xff\xff\xe9\r\n')
  t.end()
})

void t.test('a line that would become two commands is refused', t => {
  for (const line of ['a\r', 'a\nDELE b', '\0', 'RETR a\r\nDELE b'])
    t.throws(() => encodeCommand(line), RangeError)
  t.throws(() => encodeCommand('RETR \u010a', 'latin1'), RangeError, 'a letter whose low byte is a line feed')
  t.end()
})

void t.test('the verb is read without regard to case and argument', t => {
  for (const [line, verb] of [
    ['pass secret', 'PASS'],
    ['QUIT', 'QUIT'],
    [' noop\t1', 'NOOP'],
    ['', ''],
  ] as const)
    t.equal(verbOf(line), verb, line)
  t.end()
})
