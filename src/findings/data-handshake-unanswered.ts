import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { nothingComesAtAll } from './support/stalls.js'
import { count, list, quoted, said } from './support/words.js'

const ends: Readonly<Record<string, string>> = {
  timeout: 'is never answered',
  'connection-reset': 'is answered with a reset',
  'early-end': 'meets the end of the connection',
}

/** Our hello on a data connection that stood met no TLS at all. */
function isUnanswered({ status, step, failure, endedBeforeHello }: SeenCell): boolean {
  const isAtHello = status === 'fails' && step === 'data-handshake' && endedBeforeHello !== true
  return isAtHello && failure !== undefined && failure in ends
}

function judge(seen: Seen): Judgement {
  const inside = cellsOf(seen, { security: tlsMethods })
  const cells = inside.filter(isUnanswered)
  // At the other levels the server may mean clear data, and owes our hello no answer.
  const owed = cells.filter(({ protection }) => protection === 'P')
  if (owed.length === 0)
    return inside.some(({ wire }) => wire === 'tls')
      ? absent
      : undetermined('no private data connection came as far as a TLS hello')
  if (nothingComesAtAll(seen)) return undetermined('nothing comes where data may be clear either')
  const others = inside.some(({ status, wire }) => status === 'works' && wire === 'tls')
  const reply = cells.find(cell => cell.reply !== undefined)?.reply
  // A server that says something about it may have a reason of its own, and one that is slow meets deadlines, too.
  const isDecisive = others || owed.every(({ failure }) => failure !== 'timeout')
  const how = list(cells.map(({ failure }) => ends[failure ?? ''] ?? ''))
  return found({
    certainty: owed.length > 1 && reply === undefined && isDecisive ? 'certain' : 'likely',
    summary: `The TLS hello on the data connection ${how} (${count(cells.length, 'way')}), while the one on the control connection was answered.${others ? ' Other ways come through.' : ''}${reply === undefined ? '' : ` The server says ${quoted(reply)}.`}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    wouldProve:
      "Run it on the server's own machine: TLS there = a firewall between, the same there = the server.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'data-handshake-unanswered',
  title: 'On the data connection the TLS hello is never answered',
  why: 'The data connection stands, and the server or something on the way does not take TLS on it: an inspecting firewall that knows the data port as clear FTP, or a server that waits for something else.',
  proof:
    'Data connections stand, the hello on them meets silence or an end, and hellos on the control connection of the same server are answered.',
  phase: 'data-handshake',
  severity: 'error',
  owner: ['network', 'server-software'],
  references: ['RFC 4217 §7', 'RFC 8446 §4.1.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) SSL connection timeout' },
    { client: 'FileZilla', text: 'Error: Connection timed out after 20 seconds of inactivity' },
    { client: 'lftp', text: '(hangs at: ls)' },
  ],
  covers: [],
  explains: [],
  remedies: [
    networkRemedy('Take inspection off for the passive ports: a firewall may swallow what it cannot read.'),
    anyServerRemedy(
      "Read the server's log for this moment: it names what its TLS met on the data connection.",
    ),
  ],
  judge,
}
