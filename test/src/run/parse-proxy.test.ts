import t from 'tap'
import type { CheckOptions } from '../../../src/run/check-options.js'
import { checkProxy } from '../../../src/run/check-proxy.js'
import { parseProxy } from '../../../src/run/parse-proxy.js'
import { UsageError } from '../../../src/run/usage-error.js'

t.test('proxies are read as curl writes them', t => {
  const table: readonly (readonly [string, ReturnType<typeof parseProxy>])[] = [
    ['socks5://p.example', { scheme: 'socks5', host: 'p.example', port: 1080 }],
    ['socks5h://p.example:9050/', { scheme: 'socks5', host: 'p.example', port: 9050 }],
    ['SOCKS4A://192.0.2.1', { scheme: 'socks4a', host: '192.0.2.1', port: 1080 }],
    ['http://[2001:db8::1]:3128', { scheme: 'http', host: '2001:db8::1', port: 3128 }],
    ['p.example:3128', { scheme: 'http', host: 'p.example', port: 3128 }],
    ['http://edi@p:8080', { scheme: 'http', host: 'p', port: 8080, user: 'edi' }],
    [
      'http://a%40b:c%3Ad:e@p:8080',
      { scheme: 'http', host: 'p', port: 8080, user: 'a@b', password: 'c:d:e' },
    ],
  ]
  for (const [text, want] of table) t.same(parseProxy(text, '--proxy'), want, text)
  t.end()
})

t.test('one sentence says what is wrong, and repeats nothing that was written', t => {
  const table: readonly (readonly [string, RegExp])[] = [
    ['https://u:s3cret@p:443', /^--proxy knows socks4a:\/\/, socks5:\/\/ and http:\/\/ proxies only/],
    ['socks://u:s3cret@p', /knows/],
    ['http://u:s3cret@p', /^--proxy wants the port/],
    ['socks5://u:s3cret@', /^--proxy wants a proxy as in/],
    ['socks5://u:s3cret@p:99999', /^the port of the proxy is not between 1 and 65535 \(in --proxy\)$/],
    ['http://u:s3cret@[::1]:0', /^the port of the proxy/],
    ['socks5://u:s3cret@p:', /^the port of the proxy/],
    ['socks5://u:s3cret@p/q:80', /^--proxy wants a proxy as in/],
    ['socks5://%zz:s3cret@p', /percent-encoded/],
  ]
  for (const [text, message] of table) {
    t.throws(() => parseProxy(text, '--proxy'), { name: 'UsageError', message }, text)
    try {
      parseProxy(text, '--proxy')
    } catch (error) {
      t.notMatch((error as UsageError).message, /s3cret/)
    }
  }
  t.end()
})

t.test('what a proxy cannot do is refused before anything is sent', t => {
  const socks4a: CheckOptions = { proxy: { scheme: 'socks4a', host: 'p', port: 1080 } }
  t.throws(() => checkProxy('ftp.example', { ...socks4a, family: 6 }), { message: /use --address/ })
  t.throws(() => checkProxy('[2001:db8::1]', socks4a), { message: /no IPv6/ })
  t.throws(() => checkProxy('h', { ...socks4a, address: '2001:db8::1' }), { message: /no IPv6/ })
  t.doesNotThrow(() => checkProxy('ftp.example', socks4a))
  t.doesNotThrow(() => checkProxy('ftp.example', { ...socks4a, family: 4, address: '192.0.2.1' }))
  t.doesNotThrow(() => checkProxy('::1', { family: 6 }))
  t.throws(() => checkProxy('münchen.example', socks4a), {
    name: 'UsageError',
    message: /^'münchen\.example' is no name for a proxy: write it as DNS has it, xn--mnchen-3ya\.example$/,
  })
  t.throws(() => checkProxy('a b', socks4a), { message: /^'a b' is no name for a proxy$/ })
  t.end()
})
