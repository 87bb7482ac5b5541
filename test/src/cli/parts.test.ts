import { CommanderError } from 'commander'
import { join } from 'node:path'
import t from 'tap'
import { beforePassword } from '../../../src/cli/before-password.js'
import { environmentNotices, environmentProxy } from '../../../src/cli/environment.js'
import { credentials, type Surroundings } from '../../../src/cli/login-options.js'
import { netrcEntry, parseNetrc } from '../../../src/cli/netrc.js'
import { joined, type Wish } from '../../../src/cli/outputs.js'
import { progressLine } from '../../../src/cli/progress.js'
import { proxyOf } from '../../../src/cli/proxy-options.js'
import { keepSecret, scrubbed } from '../../../src/cli/secrets.js'
import { targetOf } from '../../../src/cli/target-options.js'
import { trustOf } from '../../../src/cli/trust-options.js'
import { usageSentence } from '../../../src/cli/usage-sentence.js'

t.test('the sentence before the password says how often and how it is sent', t => {
  t.equal(
    beforePassword('edi', {}),
    'About 10 logins as edi (24 at most), only inside verified TLS; a wrong password\n' +
      'is tried once. Nothing is written or deleted. Password for edi: ',
  )
  t.match(
    beforePassword('edi', { allowClearLogin: true, loginBudget: 3 }),
    /About 3 logins as edi \(3 at most\)/,
  )
  t.match(beforePassword('edi', { allowClearLogin: true }), /inside verified TLS and IN CLEAR/)
  t.match(beforePassword('edi', { insecure: true }), /only inside TLS that proves\s+nothing/)
  t.end()
})

t.test('progress is one line', t => {
  t.equal(
    progressLine({ doing: 'auth-tls', waysDone: 31, logins: 4, seconds: 62.9 }),
    'AUTH TLS: 31 of 80 ways tried, 4 logins, 1:02',
  )
  t.end()
})

t.test('an output belongs to the reporter before it', t => {
  const formatOf = (file: string): string | undefined => (file.endsWith('.json') ? 'json' : undefined)
  const table: readonly (readonly [readonly Wish[], unknown])[] = [
    [[], [{ format: 'text' }]],
    [[{ reporter: 'json' }], [{ format: 'json' }]],
    [[{ output: 'a.txt' }], [{ format: 'text', file: 'a.txt' }]],
    [[{ output: 'a.json' }], [{ format: 'text' }, { format: 'json', file: 'a.json' }]],
    [[{ reporter: 'json' }, { output: 'a' }], [{ format: 'json', file: 'a' }]],
    [
      [{ reporter: 'json' }, { output: 'a' }, { reporter: 'text' }],
      [{ format: 'json', file: 'a' }, { format: 'text' }],
    ],
    [
      [{ reporter: 'text' }, { reporter: 'json' }, { output: 'a' }],
      [{ format: 'text' }, { format: 'json', file: 'a' }],
    ],
  ]
  for (const [wishes, want] of table) t.same(joined(wishes, formatOf), want, JSON.stringify(wishes))
  t.end()
})

t.test('netrc: machines in order, quotes, macros and comments', t => {
  const text = `
    # machine no login no password no
    machine a.example login one password "sec ret\\"x"
    macdef init
      login wrong password wrong

    machine b.example
      login two account x
      password three
    default login anonymous password me@`
  t.same(parseNetrc(text), [
    { machine: 'a.example', login: 'one', password: 'sec ret"x' },
    { machine: 'b.example', login: 'two', password: 'three' },
    { login: 'anonymous', password: 'me@' },
  ])
  const file = join(t.testdir({ netrc: text }), 'netrc')
  t.match(netrcEntry(file, 'b.example', undefined, {}), { login: 'two' })
  t.match(netrcEntry(true, 'c.example', undefined, { NETRC: file }), { login: 'anonymous' })
  t.throws(() => netrcEntry(file, 'b.example', 'other', {}), {
    message: /has no entry for other at b\.example/,
  })
  t.end()
})

t.test('the password comes from file, netrc, environment, in this order', async t => {
  const folder = t.testdir({
    pw: 'from file\n',
    two: 'a\nb',
    empty: '',
    netrc: 'machine h login edi password net',
  })
  const environment = { FTPS_DOCTOR_PASSWORD: 'from environment' }
  const surroundings: Surroundings = { environment, sentence: () => '' }
  const ask = (options: object, environmentOf = surroundings): Promise<object> =>
    credentials({ login: true, ...options }, { host: 'h' }, environmentOf)
  const netrc = join(folder, 'netrc')
  t.same(await ask({}), {})
  t.same(await ask({ user: 'edi' }), { user: 'edi', password: 'from environment' })
  t.same(await ask({ user: 'edi', passwordFile: join(folder, 'pw') }), { user: 'edi', password: 'from file' })
  t.same(await ask({ netrc }), { user: 'edi', password: 'net' })
  t.same(await ask({ anonymous: true }), { anonymous: true })
  t.same(await ask({ login: false }), { login: false })
  const bad: readonly (readonly [object, RegExp])[] = [
    [{ user: 'edi', passwordFile: join(folder, 'none') }, /cannot read the password file .*no such file/],
    [{ user: 'edi', passwordFile: join(folder, 'two') }, /holds a line break/],
    [{ user: 'edi', passwordFile: join(folder, 'empty') }, /is empty/],
    [{ passwordFile: join(folder, 'pw') }, /wants a --user/],
    [{ anonymous: true, user: 'edi' }, /--anonymous does not go with/],
    [{ login: false, netrc }, /--no-login does not go with/],
  ]
  for (const [options, message] of bad) await t.rejects(ask(options), { message })
  const nothing = { environment: {}, sentence: () => '' }
  if (!process.stdin.isTTY)
    await t.rejects(ask({ user: 'edi' }, nothing), { message: /there is no password for edi/ })
})

t.test('URL and options agree, or one sentence says that they do not', t => {
  t.same(targetOf({ host: 'h', port: 990, securities: ['implicit'] }, {}), {
    implicitPort: 990,
    securities: ['implicit'],
  })
  t.same(targetOf({ host: 'h', port: 2121 }, { implicitPort: 9990, ipv6: true }), {
    port: 2121,
    implicitPort: 9990,
    family: 6,
  })
  t.throws(() => targetOf({ host: 'h', port: 21 }, { port: 2121 }), { message: /two ports are given/ })
  t.throws(() => targetOf({ host: 'h' }, { ipv4: true, ipv6: true }), { message: /-4 and -6 exclude/ })
  t.throws(() => targetOf({ host: '::1' }, { ipv4: true }), { message: /-4 does not go with ::1/ })
  t.end()
})

t.test('what the environment offers is named, never its value', t => {
  const environment = { all_proxy: 'socks5://u:s3cret@p', FTPS_DOCTOR_PASSWORD: 's3cret' }
  const notices = environmentNotices(environment, { login: true }, { host: 'h' })
  t.match(notices, [
    /^all_proxy is set and not used: --proxy env$/,
    /^FTPS_DOCTOR_PASSWORD is set and not used/,
  ])
  t.notMatch(notices.join(), /s3cret/)
  t.same(environmentNotices({ all_proxy: '' }, { login: true, user: 'edi' }, { host: 'h' }), [])
  t.same(environmentNotices(environment, { login: true, user: 'edi', proxy: 'env' }, { host: 'h' }), [])
  const forProxy = { FTPS_DOCTOR_PROXY_PASSWORD: 's3cret' }
  const ofProxy = (proxy?: string): readonly string[] =>
    environmentNotices(forProxy, { login: false, ...(proxy === undefined ? {} : { proxy }) }, { host: 'h' })
  t.match(ofProxy(), [/^FTPS_DOCTOR_PROXY_PASSWORD is set and not used: there is no --proxy$/])
  t.match(ofProxy('socks5://p'), [/^FTPS_DOCTOR_PROXY_PASSWORD is set and not used: the proxy has no user/])
  t.same(ofProxy('socks5://u@p'), [])
  t.end()
})

t.test('a proxy comes from the environment only when it is asked for, and not for exempted hosts', t => {
  const environment = { https_proxy: 'http://other:1', all_proxy: 'socks5h://u:s3cret@p' }
  t.same(proxyOf({}, 'h', environment), {})
  t.same(proxyOf({ proxy: 'env' }, 'h', environment), {
    proxy: { scheme: 'socks5', host: 'p', port: 1080, user: 'u', password: 's3cret' },
  })
  t.equal(scrubbed('s3cret'), '***')
  t.match(environmentProxy({ HTTPS_PROXY: 'http://p:1' }, 'h'), { name: 'HTTPS_PROXY' })
  for (const no_proxy of ['*', 'x, partner.example', '.partner.example', 'FTP.partner.example'])
    t.equal(environmentProxy({ ...environment, no_proxy }, 'ftp.partner.example'), undefined, no_proxy)
  t.ok(environmentProxy({ ...environment, no_proxy: 'artner.example' }, 'ftp.partner.example'))
  t.throws(() => proxyOf({ proxy: 'env' }, 'h', {}), { message: /names no proxy/ })
  t.throws(() => proxyOf({ proxy: 'env' }, 'h', { all_proxy: 'https://u:s3cret@p' }), {
    message: /^all_proxy knows/,
  })
  t.end()
})

t.test("a proxy's password comes from a variable, never from the command line", t => {
  const environment = { FTPS_DOCTOR_PROXY_PASSWORD: 'pr0xy' }
  const inUrl = { proxy: 'http://u:s3cret@p:1' }
  t.throws(() => proxyOf(inUrl, 'h', {}), { message: /^a password does not belong in a URL.*PROXY_PASSWORD/ })
  t.match(proxyOf({ proxy: 'http://u@p:1' }, 'h', environment), { proxy: { user: 'u', password: 'pr0xy' } })
  t.notHas(proxyOf({ proxy: 'http://p:1' }, 'h', environment).proxy, 'password', 'nobody logs in')
  t.throws(() => proxyOf({ proxy: 'socks4a://u@p' }, 'h', environment), { message: /knows no passwords/ })
  t.end()
})

t.test(
  'pins with and without colons; anything else is refused, and so is any other certificate beside',
  t => {
    const pin = '5f3a'.repeat(16)
    t.same(trustOf({ pin: `sha256:${pin}` }), { pin })
    t.same(trustOf({ pin: pin.toUpperCase().replace(/(..)(?=.)/g, '$1:') }), { pin })
    t.throws(() => trustOf({ pin: 'sha256:5f3a' }), { message: /64 hex digits/ })
    t.throws(() => trustOf({ pin, insecure: true }), {
      name: 'UsageError',
      message: /^--pin and --insecure exclude each other/,
    })
    t.end()
  },
)

t.test("commander's complaints become one sentence without values", t => {
  const table: readonly (readonly [string, string, RegExp])[] = [
    [
      'commander.unknownOption',
      "error: unknown option '--prot'\n(Did you mean --port?)",
      /^unknown option --prot; did you mean --port\?$/,
    ],
    [
      'commander.unknownOption',
      "error: unknown option '--pasword=s3cret'",
      /^unknown option --pasword; see --help$/,
    ],
    ['commander.unknownOption', "error: unknown option '--password'", /^a password on the command line/],
    [
      'commander.unknownCommand',
      "error: unknown command 'chek'\n(Did you mean check?)",
      /^unknown command chek; did you mean check\?$/,
    ],
    [
      'commander.unknownCommand',
      "error: unknown command 'ftp://u:s3cret@h'",
      /^this is no command; to look at a server/,
    ],
    [
      'commander.missingArgument',
      "error: missing required argument 'target'",
      /^the <target> is missing; see --help$/,
    ],
    [
      'commander.excessArguments',
      "error: too many arguments for 'check'. Expected 1 argument but got 2.",
      /^too many arguments: check takes 1/,
    ],
  ]
  for (const [code, message, want] of table) {
    const sentence = usageSentence(new CommanderError(1, code, message))
    t.match(sentence, want)
    t.notMatch(sentence, /s3cret|\n/)
  }
  t.end()
})

t.test('a crash does not repeat a secret in any of its forms', t => {
  keepSecret('p@ss "word"/1')
  for (const form of ['p@ss "word"/1', encodeURIComponent('p@ss "word"/1'), JSON.stringify('p@ss "word"/1')])
    t.notMatch(scrubbed(`failed with ${form} inside`), /word/, form)
  t.notMatch(scrubbed(Buffer.from('p@ss "word"/1').toString('base64')), /cEBz/)
  t.end()
})
