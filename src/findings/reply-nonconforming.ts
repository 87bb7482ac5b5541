import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isUnended } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { isBad } from './support/cells.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { heardReplies, type HeardReply } from './support/heard-replies.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { list, quoted, said } from './support/words.js'

interface Fault {
  readonly anomaly: string
  /** What a reply does that has it. */
  readonly says: string
  /** Clients that follow RFC 959 come no further. */
  readonly isGrave: boolean
}

/** The gravest first. Telnet commands are allowed (RFC 959 §4.1), and a reply that is only long is another matter. */
const faults: readonly Fault[] = [
  { anomaly: 'unterminated', says: 'begins and never comes to its end', isGrave: true },
  { anomaly: 'code-mismatch', says: 'ends with another code than it began with', isGrave: true },
  { anomaly: 'no-code', says: 'has no code', isGrave: true },
  { anomaly: 'code-out-of-range', says: 'has a code that does not begin with 1 to 5', isGrave: true },
  { anomaly: 'nested-code', says: 'has a line inside that passes for its end', isGrave: false },
  { anomaly: 'empty-line', says: 'begins with an empty line', isGrave: false },
  { anomaly: 'nul', says: 'has a NUL byte in it', isGrave: false },
  { anomaly: 'bare-cr', says: 'has a CR that ends no line', isGrave: false },
  { anomaly: 'bare-lf', says: 'ends its lines with LF alone', isGrave: false },
]

/** What is wrong with it first of all; a line that ends it with another code stands inside it as well. */
function faultOf({ reply: { anomalies = [] } }: Pick<HeardReply, 'reply'>): Fault | undefined {
  return faults.find(({ anomaly }) => anomalies.includes(anomaly))
}

/** Ways that ended there; what PASV and EPSV say is another finding's. */
function isStopped(cell: SeenCell): boolean {
  const { failure, step, reply } = cell
  if (!isBad(cell) || reply === undefined || step === 'mode') return false
  return (failure === 'timeout' || failure === 'reply-malformed') && faultOf({ reply })?.isGrave === true
}

function sentenceOf(fault: Fault, replies: readonly HeardReply[]): string {
  const odd = replies.filter(heard => faultOf(heard) === fault)
  return `${list(odd.map(({ where }) => nameOf(where)))} ${fault.says}: ${quoted(odd[0]?.reply)}.`
}

function nameOf(where: string): string {
  return where.startsWith('the ') ? where : `the reply to ${where}`
}

/** A connection that ends in the midst of a reply leaves one without an end, too. */
function isSure(odd: readonly HeardReply[]): boolean {
  const unended = odd.filter(({ reply }) => isUnended(reply))
  return unended.length !== 1 || odd.length > 1 || unended.some(({ isWaitedFor }) => isWaitedFor)
}

/** Its connection ended in the midst of it, and elsewhere the same one came whole: what cut the connection cut the reply. */
function isOnlyCut({ where, reply, isWaitedFor }: HeardReply, all: readonly HeardReply[]): boolean {
  if (isWaitedFor || !isUnended(reply)) return false
  return all.some(other => other.where === where && !isUnended(other.reply))
}

function judge(seen: Seen): Judgement {
  const all = heardReplies(seen)
  if (all.length === 0) return undetermined('no reply was heard')
  const replies = all.filter(heard => !isOnlyCut(heard, all))
  const odd = replies.filter(heard => faultOf(heard) !== undefined)
  const [worst, ...others] = faults.filter(fault => odd.some(heard => faultOf(heard) === fault))
  if (worst === undefined) return absent
  const cells = seen.cells.filter(isStopped)
  const isStopper = odd.some(heard => heard.isNeeded && faultOf(heard)?.isGrave === true)
  const first = odd.find(heard => faultOf(heard) === worst)
  const sentences = [worst, ...others].map(fault => sentenceOf(fault, odd))
  return found({
    certainty: isSure(odd) ? 'certain' : 'likely',
    severity: isStopper ? 'error' : 'warning',
    summary: capital(sentences.join(' And ')),
    ...(first === undefined ? {} : { quote: said(first.reply) }),
    ...(isSure(odd)
      ? {}
      : { wouldProve: 'The same reply once more: a whole one then = only that connection was cut.' }),
    cells: idsOf(cells),
    evidence: joinEvidence(first?.evidence ?? [], ...odd.map(({ evidence }) => evidence)),
  })
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const finding: Finding = {
  id: 'reply-nonconforming',
  title: 'Replies are not formed as FTP has them',
  why: 'A reply is one line with a code, or several, of which the last begins with the code of the first and a blank; each ends with CR LF. Texts of an administrator (a banner, a welcome) break that, and servers that write their lines by hand. Clients then wait for an end that never comes, or take a line inside for it and are one reply behind from there on.',
  proof: 'The bytes of the reply itself, quoted; its end was waited for while the connection stood.',
  phase: 'greeting',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 959 §4.2', 'RFC 854'],
  symptoms: [
    { client: 'Python ftplib', text: 'TimeoutError: The read operation timed out' },
    { client: 'lftp', text: '**** server bug: single <NL> (with debug), then: max-retries exceeded' },
    { client: 'curl', text: 'curl: (28) Operation timed out' },
  ],
  covers: ['greeting-multiline-misparse'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Look at texts of your own (banner, welcome, goodbye): no line of theirs may begin with three digits and a blank.',
    ),
    anyServerRemedy('Update the server, or tell its maker: the reply is quoted.'),
    networkRemedy('A proxy or firewall that writes replies of its own may have made it: look without it.'),
    clientRemedy('lftp', 'Take a line with another code for the end (as delivered)', {
      config: 'set ftp:strict-multiline no',
    }),
  ],
  judge,
}
