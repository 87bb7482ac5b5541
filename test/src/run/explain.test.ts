import t from 'tap'
import { explanationLines, lookAlikeLines } from '../../../reports/text/explanation.js'
import { columnsOf } from '../../../reports/text/prose.js'
import { findings } from '../../../src/findings/index.js'
import { ErrorTexts } from '../../../src/run/error-text.js'
import { explain } from '../../../src/run/explain.js'
import { UsageError } from '../../../src/run/usage-error.js'

/** The ids that an answer names, the likeliest first. */
function idsFor(text: string): readonly string[] {
  const explained = explain(text)
  return explained.is === 'one'
    ? [explained.explanation.finding.id]
    : explained.matches.map(({ finding }) => finding.id)
}

t.test('every finding is explained by its id, in 80 columns, with why, proof and what shows it', t => {
  for (const { id, why } of findings) {
    const explained = explain(id.toUpperCase())
    if (explained.is !== 'one') throw new Error(id)
    const lines = explanationLines(explained.explanation, 80)
    const wide = lines.filter(line => columnsOf(line) > 80 && !/^ {6}\S|https:/.test(line))
    t.same(wide, [], id)
    t.ok(lines.join(' ').replace(/ +/g, ' ').includes(why), `${id}: why`)
  }
  t.end()
})

t.test('whatever a client is known to print leads to its finding', t => {
  const texts = new ErrorTexts(findings)
  const lost = findings.flatMap(({ id, symptoms }) =>
    symptoms
      .filter(({ text }) => !text.startsWith('('))
      .filter(({ text }) => !texts.match(text).some(({ finding }) => finding.id === id))
      .map(({ text }) => `${id}: ${text}`),
  )
  t.same(lost, [])
  t.end()
})

t.test('error texts as people paste them', t => {
  const table: readonly (readonly [string, string])[] = [
    ['GnuTLS error -110: The TLS connection was non-properly terminated.', 'closed-after-auth'],
    ['GnuTLS error -110', 'closed-after-auth'],
    ['curl: (60) SSL certificate problem: certificate has expired', 'certificate-expired'],
    ['* SSL certificate problem: self signed certificate for ftp.partner.example', 'certificate-self-signed'],
    ['getaddrinfo ENOTFOUND ftp.partner.exmaple', 'host-unknown'],
    ['522 Data connections must be encrypted', 'private-protection-required'],
    ['534 Protection level negotiation failed.', 'private-protection-refused'],
    ['500 OOPS: vsftpd: refusing to run with writable root inside chroot ()', 'account-home-unusable'],
    ['Server sent passive reply with unroutable address', 'passive-address-private'],
    ["ftplib.error_perm: 500 'AUTH TLS': command not understood.", 'tls-not-offered'],
  ]
  for (const [text, id] of table) t.equal(idsFor(text)[0], id, text)
  t.end()
})

t.test('one message, several causes: all are named, each with what tells it apart', t => {
  const ids = idsFor('wrong version number')
  for (const id of [
    'clear-text-after-auth',
    'explicit-tls-expected',
    'ssh-service',
    'clear-bytes-behind-234',
    'protection-not-honoured',
  ])
    t.ok(ids.includes(id), id)
  const explained = explain('wrong version number')
  if (explained.is !== 'several') throw new Error('several were expected')
  const text = lookAlikeLines('wrong version \x1b[2Jnumber', explained.matches, 80).join('\n')
  t.match(text, /^ {8}"wrong version number" may have \d causes/)
  t.match(text, /\nproof {3}The first line is SSH-\.\.\.\n/)
  t.end()
})

t.test('a finding names its look-alikes, and the bundled server that shows it', t => {
  const explained = explain('clear-text-after-auth')
  if (explained.is !== 'one') throw new Error('one was expected')
  const { lookAlikes, shownBy } = explained.explanation
  t.ok(lookAlikes.some(({ finding }) => finding.id === 'explicit-tls-expected'))
  t.notOk(lookAlikes.some(({ finding }) => finding.id === 'clear-text-after-auth'))
  t.equal(shownBy[0], 'tls/clear-text-after-auth')
  const text = explanationLines(explained.explanation, 80).join('\n')
  t.match(text, /\ntry it {2}ftps-doctor mock serve tls\/clear-text-after-auth\n/)
  t.match(text, /\nunless {2}/)
  t.match(text, /https:\/\/www\.rfc-editor\.org\/rfc\/rfc4217#section-4\n/)
  t.end()
})

t.test('what nobody knows is said in one sentence, with what to try', t => {
  t.throws(() => explain('zzz blah'), /no known error is like 'zzz blah': try the words/)
  t.throws(() => explain('passive-prts-filtered'), /did you mean passive-ports-filtered/)
  t.throws(() => explain('  '), UsageError)
  t.end()
})
