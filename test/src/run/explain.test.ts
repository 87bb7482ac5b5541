import t from 'tap'
import { explanationLines, lookAlikeLines } from '../../../reports/text/explanation.js'
import { columnsOf } from '../../../reports/text/prose.js'
import { findings } from '../../../src/findings/index.js'
import { ErrorTexts } from '../../../src/run/error-text.js'
import { explain } from '../../../src/run/explain.js'
import { ambiguous, foreign, plain } from './support/error-texts.js'
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

t.test('error texts as people paste them: the cause is among the first two', t => {
  t.ok(plain.length > 80)
  for (const [text, oneOf] of plain) {
    const ids = idsFor(text)
    t.ok(
      ids.slice(0, 2).some(id => oneOf.includes(id)),
      `${text}: ${ids.join(', ')}`,
    )
  }
  t.end()
})

t.test('texts that several causes share name all of them', t => {
  for (const [text, all] of ambiguous) {
    const ids = idsFor(text)
    t.same(
      all.filter(id => !ids.includes(id)),
      [],
      `${text}: ${ids.join(', ')}`,
    )
  }
  t.end()
})

t.test('what another program prints is not known', t => {
  for (const text of foreign)
    t.throws(() => explain(text), /no known error is like|there is no finding/, text)
  t.end()
})

t.test('what ended otherwise, or at the other connection, is another trouble', t => {
  const refused = 'The data connection could not be established: ECONNREFUSED'
  t.notOk(idsFor(refused.replace('ECONNREFUSED', 'ETIMEDOUT')).includes('passive-ports-refused'))
  t.notOk(idsFor('550 SSL/TLS required on the data channel').includes('tls-required-before-login'))
  t.notOk(idsFor('550 SSL/TLS required on the control channel').includes('private-protection-required'))
  t.end()
})

t.test('addresses, hosts, ports and times change nothing', t => {
  const [one, other] = [
    'curl: (7) Failed to connect to ftp.a.example port 21 after 3 ms: Connection refused',
    'curl: (7) Failed to connect to [2001:db8::7]:2121 port 2121 after 12 s: Connection refused',
  ]
  t.same(idsFor(one), idsFor(other))
  t.same(idsFor('connect ECONNREFUSED 203.0.113.7:21'), idsFor('connect ECONNREFUSED 198.51.100.9:21'))
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
  t.match(text, /^ {8}"wrong version number" may have \d+ causes/)
  t.match(text, /\nproof {3}The port greets with a 220 in clear/)
  t.match(text, /\n(?:or)? {6,}This is an SSH server: .*ssh-service/, 'behind the first five, one line each')
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
