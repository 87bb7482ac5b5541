import fc from 'fast-check'
import t from 'tap'
import { formatExtendedPort, parseExtendedPort } from '../../../src/protocol/extended-port.js'
import { formatHostPort, parseHostPort } from '../../../src/protocol/host-port.js'

const hostPorts = [
  ['227 Entering Passive Mode (10,0,0,5,195,80)', '10.0.0.5', 50_000],
  ['227 Entering Passive Mode (10,0,0,5,195,80).', '10.0.0.5', 50_000],
  ['227 10,0,0,5,195,80', '10.0.0.5', 50_000],
  ['227 =10,0,0,5,195,80', '10.0.0.5', 50_000],
  ['227 ok (10, 0, 0, 5, 195, 80)', '10.0.0.5', 50_000],
  ['227 PASV on line 2, ok (010,000,000,005,195,080)', '10.0.0.5', 50_000],
  ['227 (0,0,0,0,0,0)', '0.0.0.0', 0],
  ['227 (255,255,255,255,255,255)', '255.255.255.255', 65_535],
] as const

void t.test('six numbers are read from a 227 wherever they stand', t => {
  for (const [text, host, port] of hostPorts) t.same(parseHostPort(text), { host, port }, text)
  t.end()
})

void t.test('a 227 without six numbers of one byte each has no address', t => {
  const texts = [
    '227 =(10,0,0,5,300,1)',
    '227 (10,0,0,5,195)',
    '227 ok',
    '',
    '227 (10,0,0,5,195,8000)',
    '227 (1,2,-3,4,5,6)',
  ]
  for (const text of texts) t.equal(parseHostPort(text), undefined, text)
  t.end()
})

void t.test('what is formatted for PORT is read back', t => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat({ max: 65_535 }), (host, port) => {
      const back = parseHostPort(`227 (${formatHostPort(host, port)})`)
      return back?.host === host && back.port === port
    }),
  )
  t.equal(formatHostPort('192.0.2.1', 50_001), '192,0,2,1,195,81')
  t.throws(() => formatHostPort('::1', 1), RangeError)
  t.throws(() => formatHostPort('192.0.2.1', 65_536), RangeError)
  t.end()
})

const extendedPorts = [
  ['229 Entering Extended Passive Mode (|||6446|)', { port: 6446 }],
  ['229 Entering Extended Passive Mode (|||6446|).', { port: 6446 }],
  ['229 ok (!!!50000!)', { port: 50_000 }],
  ['229 ok (:::50000:)', { port: 50_000 }],
  ['229 ok (00064460)', { port: 6446 }],
  ['229 ok (|1|192.0.2.1|6446|)', { port: 6446, host: '192.0.2.1', protocol: 1 }],
  ['229 ok (|2|2001:db8::1|6446|)', { port: 6446, host: '2001:db8::1', protocol: 2 }],
  ['229 ok (|2||6446|)', { port: 6446, protocol: 2 }],
  ['229 ok (|3||6446|)', { port: 6446 }],
  ['229 ok |||6446|', { port: 6446 }],
  ['229 ok =|||6446|.', { port: 6446 }],
] as const

void t.test('the port of a 229 is read with any delimiter', t => {
  for (const [text, want] of extendedPorts) t.same(parseExtendedPort(text), want, text)
  t.end()
})

void t.test('a 229 without a port that can be listened on has none', t => {
  const texts = [
    '229 (|||0|)',
    '229 (|||65536|)',
    '229 (||6446|)',
    '229 (|||6446)',
    '229 ok',
    '',
    '229 (|||x|)',
    '229 (10,0,0,5,195,80)',
  ]
  for (const text of texts) t.equal(parseExtendedPort(text), undefined, text)
  t.end()
})

void t.test('EPRT names the family, and no zone', t => {
  t.equal(formatExtendedPort('132.235.1.2', 6275), '|1|132.235.1.2|6275|')
  t.equal(formatExtendedPort('1080::8:800:200C:417A', 5282), '|2|1080::8:800:200C:417A|5282|')
  t.equal(formatExtendedPort('fe80::1%eth0', 5282), '|2|fe80::1|5282|')
  t.throws(() => formatExtendedPort('host.example', 1), RangeError)
  t.throws(() => formatExtendedPort('::1', -1), RangeError)
  t.end()
})

void t.test('long hostile texts take no long time', t => {
  const texts = [
    '1,'.repeat(32_000),
    '1 '.repeat(32_000),
    '(|||'.repeat(16_000),
    '|'.repeat(64_000),
    `(||${'1'.repeat(64_000)}`,
    `1,${' '.repeat(64_000)}`,
  ]
  t.same(
    texts.map(parseExtendedPort),
    texts.map(() => undefined),
  )
  t.same(texts.map(parseHostPort), [{ host: '1.1.1.1', port: 257 }, ...texts.slice(1).map(() => undefined)])
  t.end()
})
