import type { HelloLook } from '../../probes/auth.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding } from '../model/finding.js'
import type { Security } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { judgeUpgrades, type NamedLook } from './support/auth-looks.js'
import { cellsStoppedAt } from './support/cells.js'
import { valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { alertInWords, list } from './support/words.js'

/** Hellos of one kind on connections of their own, and what those met that were not answered. */
interface Tally {
  readonly answered: number
  readonly met: readonly string[]
}

/** The very same hello, byte for byte but for what is random: on the looks at AUTH, and on the connections of the table. */
function tallyOf(seen: Seen, { method, look }: NamedLook): Tally {
  const usual = look.hellos.filter(({ shape }) => shape === 'usual')
  const answered = usual.filter(isAnswered).length
  const met = usual.filter(hello => !isAnswered(hello)).map(metInWords)
  // Behind another hello than the usual one the table says that one, too.
  const later = answered === 0 ? [] : stoppedLater(seen, method)
  return { answered, met: [...met, ...later.map(({ failure }) => laterInWords[failure ?? ''] ?? 'an alert')] }
}

/** One way for each connection whose hello was not answered, unless nobody is let in any more from one on. */
function stoppedLater(seen: Seen, method: Security): readonly SeenCell[] {
  if (valueOf(seen, 'matrix')?.turnedAway !== undefined) return []
  const cells = cellsStoppedAt(seen, [method], ['handshake']).filter(({ status }) => status === 'fails')
  return [...new Map(cells.map(cell => [cell.evidence[0]?.connection, cell])).values()]
}

const laterInWords: Readonly<Record<string, string>> = {
  timeout: 'silence',
  'early-end': 'a close',
  'connection-reset': 'a reset',
}

function isAnswered({ outcome }: HelloLook): boolean {
  return outcome === 'done'
}

function metInWords({ alert, outcome }: HelloLook): string {
  if (alert !== undefined) return alertInWords(alert)
  return outcome === 'fin' ? 'a close' : outcome === 'rst' ? 'a reset' : outcome
}

/** It was answered after it had not been, and each happened more than once: neither a hiccup nor a limit. */
function isProved(seen: Seen, looks: readonly NamedLook[]): boolean {
  const tallies = looks.map(look => tallyOf(seen, look))
  const answered = tallies.reduce((sum, tally) => sum + tally.answered, 0)
  const hasComeBack = looks.some(({ look }) => {
    const usual = look.hellos.filter(({ shape }) => shape === 'usual')
    const first = usual.findIndex(hello => !isAnswered(hello))
    return first !== -1 && usual.slice(first).some(isAnswered)
  })
  return hasComeBack && answered > 1 && tallies.flatMap(({ met }) => met).length > 1
}

function summaryOf(seen: Seen, methods: string, looks: readonly NamedLook[]): string {
  const tallies = looks.map(look => tallyOf(seen, look))
  const answered = tallies.reduce((sum, tally) => sum + tally.answered, 0)
  const met = tallies.flatMap(tally => tally.met)
  return `The server takes ${methods} and answers the TLS hello now and then: ${answered} of ${answered + met.length} identical hellos, each on a connection of its own; the others met ${list(met)}.`
}

export const finding: Finding = {
  id: 'handshake-intermittent',
  title: 'The TLS hello is answered now and then',
  why: 'The same hello is answered on one connection and not on the next: a server whose start of TLS cannot be relied on (WS_FTP Server 3 and 4 were known for it), several servers behind one address of which one is ill, or a box before them that is overloaded. Clients work one time and hang the next.',
  proof:
    'Identical hellos, one after the other on connections of their own, are counted: some are answered and some are not, each more than once.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 4217 §4', 'RFC 5246 §7.4.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) SSL connection timeout' },
    { client: 'curl', text: 'curl: (35) OpenSSL SSL_connect: Connection reset by peer' },
    { client: 'Python ftplib', text: 'TimeoutError: _ssl.c: The handshake operation timed out' },
  ],
  covers: ['server-drops-clienthello'],
  explains: [
    'hello-unanswered',
    'handshake-refused',
    'closed-after-auth',
    'greeting-silent',
    'closed-before-greeting',
  ],
  remedies: [
    anyServerRemedy('Update the server; and read its log for the moments at which it did not answer.'),
    networkRemedy('Where several servers stand behind this address: look at each by itself.'),
    clientRemedy('curl', 'Until then, try again on a new connection', {
      config: '--connect-timeout 5 --retry 5 --retry-all-errors',
    }),
    clientRemedy('lftp', 'Until then, try again on a new connection', {
      config: 'set net:timeout 5; set net:max-retries 6; set net:reconnect-interval-base 1',
    }),
  ],
  judge: seen =>
    judgeUpgrades(seen, {
      matches: look => {
        const { answered, met } = tallyOf(seen, look)
        return answered > 0 && met.length > 0
      },
      // Never is not now and then.
      contrary: ({ method, look }) => method !== 'implicit' || look.established,
      remedies: [],
      certainty: looks => (isProved(seen, looks) ? 'certain' : 'likely'),
      summary: (methods, looks) => summaryOf(seen, methods, looks),
      wouldProve:
        'The same check again: a hello that is not answered, and is the next time, is no chance the second time; where none is any more from some connection on, it is a limit.',
    }),
}
