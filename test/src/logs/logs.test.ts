import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import t from 'tap'
import { logDiagnosisText } from '../../../reports/text/log-diagnosis.js'
import { columnsOf } from '../../../reports/text/prose.js'
import { findings } from '../../../src/findings/index.js'
import { standingsOf, type Exchange } from '../../../src/logs/conversation.js'
import { secretsIn } from '../../../src/logs/secrets.js'
import { atData } from '../../../src/logs/signs/data.js'
import type { LogDiagnosis } from '../../../src/model/log-diagnosis.js'
import { diagnoseLog } from '../../../src/run/diagnose-log.js'
import * as filezilla from './support/filezilla.js'
import * as winscp from './support/winscp.js'

function diagnosed(log: string): LogDiagnosis {
  const diagnosis = diagnoseLog(log)
  if (diagnosis === undefined) throw new Error(`not known as a log: ${log.slice(0, 80)}`)
  return diagnosis
}

const idsOf = (log: string): readonly string[] => diagnosed(log).findings.map(({ id }) => id)

interface Case {
  readonly says: string
  readonly log: string
  readonly ids: readonly string[]
  readonly line?: number
  readonly because?: RegExp
}

const cases: readonly Case[] = [
  {
    says: 'FileZilla: the port that 227 named is silent',
    log: filezilla.portsFiltered,
    ids: ['passive-ports-filtered'],
    line: 26,
    because: /^at LIST, behind PASV, which named port 50000$/,
  },
  {
    says: 'FileZilla: the server says that nobody came',
    log: filezilla.portsFilteredByReply,
    ids: ['passive-ports-filtered'],
    because: /PROT P$/,
  },
  {
    says: 'FileZilla: a private address that it took the real one for is not what stopped it',
    log: filezilla.privateAndFiltered,
    ids: ['passive-ports-filtered', 'passive-address-private'],
  },
  { says: 'FileZilla: 522 behind 150', log: filezilla.resumption, ids: ['session-resumption-required'] },
  { says: 'FileZilla: 530 to PASS', log: filezilla.wrongPassword, ids: ['login-refused'] },
  {
    says: 'FileZilla, from its file: nothing answers, twice',
    log: filezilla.neverAnswered,
    ids: ['connection-filtered'],
  },
  { says: 'FileZilla: no AUTH is known', log: filezilla.noTls, ids: ['tls-not-offered'], line: 7 },
  { says: 'FileZilla: all is well', log: filezilla.listed, ids: [] },
  { says: 'WinSCP: data that does not come', log: winscp.dataTimeout, ids: ['passive-ports-filtered'] },
  { says: 'WinSCP: closed behind 234', log: winscp.handshakeClosed, ids: ['closed-after-auth'] },
  { says: 'WinSCP: silence inside TLS', log: winscp.noReplyInside, ids: ['encryption-inspected'] },
]

for (const { says, log, ids, line, because } of cases)
  t.test(says, t => {
    const { findings: found } = diagnosed(log)
    t.same(
      found.map(({ id }) => id),
      ids,
    )
    for (const one of found) t.equal(one.certainty, 'likely')
    if (line !== undefined) t.equal(found[0]?.line, line)
    if (because !== undefined) t.match(found[0]?.because, because)
    t.end()
  })

t.test('the check that would prove it names the server as the log does', t => {
  const { log, check, findings: found } = diagnosed(filezilla.portsFiltered)
  t.match(log, { client: 'FileZilla', connections: 1, host: 'ftp.partner.example', address: '203.0.113.7' })
  t.equal(check, 'ftps-doctor check ftp.partner.example --user NAME')
  t.equal(found[0]?.wouldProve, check)
  t.equal(diagnosed(filezilla.neverAnswered).findings[0]?.times, 2)
  t.end()
})

t.test('what is named as a host and is none goes into no command', t => {
  const evil = filezilla.portsFiltered.replaceAll('ftp.partner.example', '$(reboot)')
  t.equal(diagnosed(evil).check, 'ftps-doctor check 203.0.113.7 --user NAME')
  t.end()
})

/** A conversation as curl has it, with what comes to its last command. */
const curl = (...lines: readonly string[]): string =>
  `*   Trying 203.0.113.7:21...\n* Connected to ftp.partner.example (203.0.113.7) port 21 (#0)\n< 220 Hi\n> AUTH TLS\n< 234 Go\n* SSL connection using TLSv1.3 / X\n> USER edi\n< 331 Who?\n> PASS geheim99\n< 230 In\n${lines.join('\n')}\n`

t.test('replies are read with the command and the level that they answer', t => {
  const p = ['> PBSZ 0', '< 200 Ok', '> PROT P', '< 200 Ok', '> PASV']
  const open = '< 227 Here (203,0,113,7,195,80)'
  const table: readonly (readonly [readonly string[], readonly string[]])[] = [
    [[...p, open, '> LIST', '< 522 Data connections must be encrypted.'], ['session-resumption-required']],
    [
      ['> PASV', open, '> LIST', '< 522 Data connections must be encrypted.'],
      ['private-protection-required'],
    ],
    [['> PROT P', '< 534 Request denied for policy reasons'], ['private-protection-refused']],
    [['> PROT P', "< 500 'PROT P': command not understood"], ['protection-not-supported']],
    [[...p, '< 550 Permission denied.'], ['passive-refused']],
    [['> EPSV', '< 500 What?', '> PASV', open, '> LIST', '< 150 Ok', '< 226 Ok'], []],
    [[...p, open, '> LIST', '< 550 Permission denied.'], ['listing-refused']],
    [[...p, open, '> NLST', '< 550 No files found'], ['empty-folder-refused']],
    [[...p, open, '> LIST', '< 425 Security: Bad IP connecting.'], ['data-peer-mismatch']],
    [
      [...p, open, '> LIST', '< 425 Unable to build data connection: Operation not permitted'],
      ['session-resumption-required'],
    ],
    [['> PORT 10,0,0,5,1,2', '< 200 Ok', '> LIST', "< 425 Can't open data connection."], ['active-blocked']],
    [[...p, open, '> LIST', '< 150 Ok', '< 426 Failure writing network stream.'], ['transfer-broken-off']],
    [[...p, '< 227 Here (10,0,0,5,195,80)', '> LIST', '< 150 Ok', '< 226 Ok'], ['passive-address-private']],
    [[...p, '< 227 Here (0,0,0,0,195,80)', '> LIST', '< 150 Ok', '< 226 Ok'], ['passive-address-unusable']],
    [[...p, 'curl: (28) Operation timed out'], ['command-unanswered']],
  ]
  for (const [lines, ids] of table) t.same(idsOf(curl(...lines)), ids, lines.join(' '))
  t.end()
})

t.test('before the greeting: names, ports, and TLS that comes first', t => {
  const trying = '*   Trying 203.0.113.7:990...\n'
  const connected = `${trying}* Connected to ftp.partner.example (203.0.113.7) port 990 (#0)\n`
  const hello = `${connected}* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n`
  const implicit = 'ftps://ftp.partner.example'
  const table: readonly (readonly [log: string, id: string, target: string])[] = [
    [
      '* Could not resolve host: ftp.partner.exmaple\ncurl: (6) Could not resolve host: ftp.partner.exmaple\n',
      'host-unknown',
      'ftp.partner.exmaple',
    ],
    [
      `${trying}* Failed to connect to ftp.partner.example port 990 after 9 ms: Connection refused\n`,
      'connection-refused',
      'ftp.partner.example:990',
    ],
    [`${connected}curl: (28) FTP response timeout\n`, 'implicit-tls-expected', 'ftp.partner.example:990'],
    [
      `${hello}* OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number\n`,
      'explicit-tls-expected',
      implicit,
    ],
    [`${hello}curl: (35) Recv failure: Connection reset by peer\n`, 'closed-before-greeting', implicit],
    [`${hello}* SSL connection timeout\n`, 'hello-unanswered', implicit],
    [
      '---- Connecting to h (203.0.113.7) port 21\n<--- 220 Hi\n---> AUTH TLS\n<--- 234 Go\n---> OPTS UTF8 ON\n**** Peer closed connection\n',
      'closed-after-auth',
      'h',
    ],
  ]
  for (const [log, id, target] of table) {
    t.same(idsOf(log), [id], log)
    t.equal(diagnosed(log).check, `ftps-doctor check ${target} --user NAME`)
  }
  t.end()
})

t.test('every id that a log can lead to is a finding', t => {
  const known = findings.map(({ id }) => id)
  for (const { ids } of cases) for (const id of ids) t.ok(known.includes(id), id)
  t.end()
})

t.test('no password of a log comes out, wherever it stands', t => {
  const lines = [
    '$ curl -v -u edi:geheim99 ftp://edi:geheim99@ftp.partner.example/',
    curl('> PASV', '< 550 geheim99 is no command', '< 550 Z2VoZWltOTk='),
    'curl: (13) geheim99',
  ].join('\n')
  const diagnosis = diagnosed(lines)
  for (const shown of [JSON.stringify(diagnosis), logDiagnosisText(diagnosis, {})])
    t.notMatch(shown, /geheim99|Z2VoZWltOTk=/)
  const secrets = secretsIn(
    'lftp -u edi,s3cret,x host\n> PASS two words here \n-password="p4ss" ftp://a:p%40ss@h',
  )
  for (const secret of ['two words here', 's3cret,x', 'p%40ss', 'p@ss', 'p4ss'])
    t.ok(secrets.includes(secret), secret)
  t.same(secretsIn('PASS ********\nPASS XXXX\nPASS [hidden]'), [], 'what stands for one is none')
  t.end()
})

t.test('no password of an option, a URL or a header to a proxy comes out', t => {
  const code = Buffer.from('edi:geheim99').toString('base64')
  for (const line of [
    `> Proxy-Authorization: Basic ${code}`,
    `< authorization: Basic ${code}`,
    'wget --password=geheim99',
    'wget --ftp-password geheim99',
    'winscp.com /password="geheim99"',
    'FTP_PASSWORD=geheim99',
    'curl -U edi:geheim99 ftp://h/',
    'curl -vu edi:geheim99 ftp://h/',
    'curl --proxy-user edi:geheim99 ftp://h/',
    'curl --user=edi:geheim99 ftp://h/',
    'curl -x edi:geheim99@proxy:3128 ftp://h/',
    'curl -x socks5://edi:geheim99@h ftp://h/',
    'socks5h://edi@example.com:geheim99@h',
    'ftp://:geheim99@h',
  ]) {
    const shown = JSON.stringify(
      diagnosed(`${line}\n${curl('> PASV', '< 550 geheim99').replace('PASS geheim99', 'PASS ***')}${line}\n`),
    )
    t.notMatch(shown, /geheim99/, line)
    t.notOk(shown.includes(code), line)
  }
  for (const line of ['curl -u "edi:two words" h', "curl -u 'edi:two words' h", 'curl -u edi:two\\ words h'])
    t.ok(secretsIn(line).includes('two words'), line)
  t.ok(secretsIn('ftp://edi:at@sign@h/').includes('at@sign'))
  t.ok(secretsIn("< 500 'PASS s3cret': command not understood").includes('s3cret'), 'an echo')
  t.end()
})

t.test('what is said to a proxy in HTTP is no command', t => {
  const lines = [
    'CONNECT h:21 HTTP/1.1',
    'Host: h:21',
    'User-Agent: curl/7.88.1',
    'Proxy-Authorization: Basic YTpi',
    '',
  ]
  const { last } = diagnosed(curl(...lines.map(line => `> ${line}`)))
  t.equal(last.command, 'PASS ***')
  t.end()
})

t.test('a reply that speaks of PASS has no password', t => {
  t.same(secretsIn('< 530 Please log in with USER and PASS first.\n< 503 pass the salt'), [])
  const log =
    '*   Trying 203.0.113.7:21...\n* Connected to h (203.0.113.7) port 21 (#0)\n< 220 Hi\n> USER u\n< 530 Please log in with USER and PASS first.\n'
  t.match(diagnosed(log).findings, [
    { id: 'login-refused', quote: 'Please log in with USER and PASS first.' },
  ])
  t.end()
})

t.test('a password of two letters takes no line away that is read', t => {
  const { findings: found } = diagnosed(curl('> PASV', '< 550 No').replace('geheim99', 'No'))
  t.same(
    found.map(({ id }) => id),
    ['passive-refused'],
  )
  t.notMatch(JSON.stringify(found[0]?.quote), /No/)
  t.end()
})

t.test('it is as its published schema says', t => {
  const file = new URL('../../../docs/log.schema.json', import.meta.url)
  const schema = JSON.parse(readFileSync(file, 'utf8')) as object
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
  for (const { log } of cases)
    t.ok(validate(JSON.parse(JSON.stringify(diagnosed(log)))), JSON.stringify(validate.errors))
  t.end()
})

t.test('PASS as the last command shows no argument', t => {
  const log = `---- Connecting to h (203.0.113.7) port 21\n<--- 220 Hi\n---> USER u\n<--- 331 x\n---> PASS ab\n`
  const { last } = diagnosed(log)
  t.equal(last.command, 'PASS ***')
  t.end()
})

t.test('it reads well in 80 columns, and nothing in a log can steer a terminal', t => {
  const evil = filezilla.portsFilteredByReply.replace('425 Failed', '425 \x1b[2J\u202eFailed')
  for (const log of [...cases.map(one => one.log), evil]) {
    const text = logDiagnosisText(diagnosed(log), { width: 80 })
    t.notMatch(text, /[\x00-\x09\x0b-\x1f\u202e]/)
    for (const line of text.split('\n')) t.ok(columnsOf(line) <= 80, line)
  }
  const inTheMiddle = filezilla.listed.slice(0, filezilla.listed.indexOf('Command:\tMLSD'))
  t.match(
    logDiagnosisText(diagnosed(inTheMiddle), {}),
    /^UNKNOWN ftp\.partner\.example:21, by a log of FileZilla/,
  )
  t.end()
})

t.test('other texts are no logs', t => {
  for (const text of [
    '',
    'hello',
    '220 Welcome\n331 Who?\n',
    '> quoted mail\n< too\n',
    'Error: one line',
    '<html>',
  ])
    t.equal(diagnoseLog(text), undefined, text)
  t.end()
})

t.test('a long log is read once: each exchange a few times, however many there are', t => {
  let reads = 0
  const exchange = (verb: string, code: number): Exchange => ({
    verb,
    get replies() {
      reads += 1
      return [{ line: 1, code, text: 'No' }]
    },
    errors: [],
    notes: [],
  })
  const pairs = 2_000
  const exchanges = Array.from({ length: pairs }, () => [exchange('PASV', 550), exchange('LIST', 550)]).flat()
  t.equal(atData({ line: 1, implicit: false, exchanges }).length, exchanges.length)
  t.ok(reads <= 10 * exchanges.length, `${reads} reads`)
  t.end()
})

t.test('the level and the set-up are those in force', t => {
  const said = (text: string, code: number, reply = ''): Exchange => ({
    command: { line: 1, text },
    verb: text.split(' ')[0] ?? '',
    replies: [{ line: 1, code, text: reply }],
    errors: [],
    notes: [],
  })
  const exchanges = [
    said('PROT P', 200),
    said('PASV', 227, 'Here (10,0,0,5,195,80)'),
    said('PROT C', 534),
    said('PORT 10,0,0,5,1,2', 200),
  ]
  const pasv = { mode: 'PASV', line: 1, address: '10.0.0.5', port: 50000 }
  t.same(standingsOf({ exchanges }), [
    { level: 'default' },
    { level: 'P', setUp: pasv },
    { level: 'P', setUp: pasv },
    { level: 'P', setUp: 'active' },
  ])
  t.end()
})

t.test('through a proxy the server is whom the proxy was asked for', t => {
  const proxy = '*   Trying 10.0.0.9:3128...\n* Connected to proxy (10.0.0.9) port 3128 (#0)\n'
  const table: readonly (readonly [line: string, host: string, address: string | undefined])[] = [
    ['Establish HTTP proxy tunnel to ftp.partner.example:2121', 'ftp.partner.example', undefined],
    ['SOCKS5 connect to ftp.partner.example:2121 (remotely resolved)', 'ftp.partner.example', undefined],
    ['SOCKS5 connect to 203.0.113.7:2121 (locally resolved)', '203.0.113.7', '203.0.113.7'],
    ['SOCKS4 communication to ftp.partner.example:2121', 'ftp.partner.example', undefined],
  ]
  for (const [line, host, address] of table) {
    const { log, check } = diagnosed(
      `${proxy}* ${line}\n* Connected to proxy (10.0.0.9) port 3128 (#0)\n< 220 Hi\n> USER u\n< 530 No\n* Establish HTTP proxy tunnel to 203.0.113.7:50000\n`,
    )
    t.same([log.host, log.address, log.port], [host, address, 2121], line)
    t.equal(check, `ftps-doctor check ${host}:2121 --user NAME`)
  }
  t.end()
})

t.test('several runs of curl are as many conversations', t => {
  const run = curl('> PASV', '< 550 No')
  for (const end of [
    '* Closing connection 0\ncurl: (13) x\n',
    'curl: (13) x\n',
    '> QUIT\n* Closing connection\n',
  ])
    t.match(diagnosed(`${run}${end}${run}${end}`), { log: { connections: 2 }, findings: [{ times: 2 }] }, end)
  const data = '*   Trying 203.0.113.7:50000...\n'
  const open = '* Connection #0 to host ftp.partner.example left intact\n'
  t.equal(
    diagnosed(`${run}${data}${open}> EPSV\n< 229 Ok (|||50000|)\n${data}`).log.connections,
    1,
    'goes on',
  )
  t.equal(diagnosed(`${run}${open}${run}`).log.connections, 2)
  t.end()
})

t.test('words alone tell nothing of TLS where none was begun', t => {
  const clear =
    '*   Trying 203.0.113.7:21...\n* Connected to h (203.0.113.7) port 21 (#0)\n< 220 Hi\n> USER u\n'
  const { findings: found } = diagnosed(`${clear}curl: (35) TLS connect error: handshake failure\n`)
  for (const { phase } of found)
    t.notOk(['auth', 'handshake', 'verify', 'pbsz', 'prot'].includes(phase), phase)
  t.end()
})

t.test('what the client got over is no error', t => {
  const found = diagnosed(filezilla.privateAndFiltered).findings
  t.same(
    found.map(({ severity }) => severity),
    ['error', 'warning'],
  )
  t.end()
})
