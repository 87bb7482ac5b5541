import t from 'tap'
import { parseTarget, type WrittenTarget } from '../../../src/run/parse-target.js'
import { UsageError } from '../../../src/run/usage-error.js'

t.test('hosts and URLs are read', t => {
  const table: readonly (readonly [string, WrittenTarget])[] = [
    ['ftp.partner.example', { host: 'ftp.partner.example' }],
    ['FTP.Partner.Example.', { host: 'ftp.partner.example.' }],
    ['ftp.partner.example:2121', { host: 'ftp.partner.example', port: 2121 }],
    ['edi@ftp.partner.example', { host: 'ftp.partner.example', user: 'edi' }],
    ['192.0.2.1:21', { host: '192.0.2.1', port: 21 }],
    ['2001:db8::1', { host: '2001:db8::1' }],
    ['[2001:db8::1]', { host: '2001:db8::1' }],
    ['[2001:db8::1]:990', { host: '2001:db8::1', port: 990 }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['ftp://h', { host: 'h' }],
    ['ftp://h/', { host: 'h' }],
    ['ftps://h:9990', { host: 'h', port: 9990, securities: ['implicit'] }],
    ['FTPES://edi@h/in%20box', { host: 'h', user: 'edi', securities: ['auth-tls'], path: 'in box' }],
    ['ftp://h/%2Finbox/a;type=i', { host: 'h', path: '/inbox/a' }],
    ['ftp://edi%40corp@[2001:db8::1]:21/x', { host: '2001:db8::1', port: 21, user: 'edi@corp', path: 'x' }],
    ['bücher.example', { host: 'xn--bcher-kva.example' }],
    ['_ftp.host_name.example', { host: '_ftp.host_name.example' }],
  ]
  for (const [text, want] of table) t.same(parseTarget(text), want, text)
  t.end()
})

t.test('one sentence says what is wrong', t => {
  const table: readonly (readonly [string, RegExp])[] = [
    ['', /the host is empty/],
    ['ftp://', /there is no host in 'ftp:\/\/'/],
    ['ftp://x:99999', /^port 99999 is not between 1 and 65535 \(in ftp:\/\/x:99999\)$/],
    ['x:0', /port 0 is not between/],
    ['x:', /port {2}is not between/],
    ['x:21a', /port 21a is not between/],
    ['[::1', /no host name|no host in/],
    ['[zz]:21', /\[zz\] is no IPv6 address/],
    ['http://x', /http:\/\/ is not looked at here/],
    ['sftp://x', /is SSH, another protocol/],
    ['a b', /is no host name/],
    ['-rf', /is no host name/],
    ['a..b', /is no host name/],
    ['h/inbox', /with a folder it is a URL: ftp:\/\/h\/inbox/],
    ['ftp://h/%zz', /the path in the URL is not percent-encoded/],
    ['ftp://h/a%0D%0ADELE%20b', /holds a line break/],
    ['ftp://a%00@h', /holds a line break or a NUL/],
  ]
  for (const [text, want] of table) {
    t.throws(() => parseTarget(text), UsageError, text)
    t.throws(() => parseTarget(text), { message: want }, text)
  }
  t.end()
})

t.test('a password is refused and never repeated', t => {
  const texts = [
    'ftp://edi:s3cret@h',
    'edi:s3cret@h',
    'ftp://edi:s3cret/x@h',
    'ftp://edi:s3cret#x@h',
    'ftp://edi:s3cret?x@h:21/',
    'ftps://:s3cret@h',
    'ftp://edi:a@s3cret:x@h',
  ]
  for (const text of texts)
    try {
      parseTarget(text)
      t.fail(text)
    } catch (error) {
      t.match((error as Error).message, /password does not belong in a URL/, text)
      t.notMatch((error as Error).message, /s3cret/, text)
    }
  t.end()
})
