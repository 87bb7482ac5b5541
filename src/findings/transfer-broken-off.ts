import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { endedWell } from './support/endings.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { count, quoted, said } from './support/words.js'

/** Data came, its end was none, and the server says no. A RST is another finding's, and so is an end that was meant. */
function isBrokenOff(seen: Seen, cell: SeenCell): boolean {
  const { status, step, failure, ended, bytes = 0 } = cell
  if (status !== 'fails' || step !== 'final' || failure !== 'negative-final' || bytes === 0) return false
  return ended !== 'rst' && ended !== 'deadline' && !endedWell(seen, cell)
}

/** A word came behind the data: where none does, nobody says that it was broken off. */
function isCalledDone({ status, step, reply }: SeenCell): boolean {
  return status === 'works' || (step === 'final' && reply !== undefined)
}

function judge(seen: Seen): Judgement {
  const cells = seen.cells.filter(cell => isBrokenOff(seen, cell))
  const reply = cells[0]?.reply
  if (reply === undefined)
    return cameSoFar(seen, isCalledDone) ? absent : undetermined('no transfer came as far as its data')
  const most = Math.max(...cells.map(({ bytes = 0 }) => bytes))
  const whole = Math.max(
    0,
    ...seen.cells.flatMap(({ status, bytes = 0 }) => (status === 'works' ? [bytes] : [])),
  )
  const isShort = whole > most
  const isTls = cells.every(({ wire }) => wire === 'tls')
  const isOnlyTls =
    isTls && whole > 0 && !seen.cells.some(cell => cell.status === 'works' && cell.wire === 'tls')
  return found({
    certainty: isShort && cells.length > 1 && neverWorks(seen, cells) ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    summary: `The server breaks the transfer off behind ${count(most, 'byte')}${isShort ? ` of ${whole}` : ''} and says so: ${quoted(reply)} (${count(cells.length, 'way')}).${isTls ? ' TLS on the data connection ends without close_notify, as when a process dies.' : ''}${isOnlyTls ? ' In clear the data comes to its end.' : ''}`,
    quote: said(reply),
    wouldProve: "The server's log of this moment; or more bytes from a way that ends with 226.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'transfer-broken-off',
  title: 'The server breaks the transfer off, and says so',
  why: 'Data comes, then the data connection ends in the middle, and the server replies 426, 451 or the like: the process that sends dies, the disk fails, a limit of time or size is met. Its log knows which.',
  proof:
    'Bytes came, the end of the data was none (TLS without close_notify, or fewer bytes than other ways bring), and a negative reply followed.',
  phase: 'transfer',
  severity: 'error',
  owner: ['server-software', 'server-configuration'],
  references: ['RFC 959 §4.2.2', 'RFC 8446 §6.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (18) server did not report OK, got 426' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: SHUTDOWN_WHILE_IN_INIT] shutdown while in init' },
    { client: 'lftp', text: 'max-retries exceeded' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Read the server's log for this moment: it says what ended the transfer (a limit, a disk, a process that died).",
    ),
    clientRemedy('any', 'Throw away what came: the server itself says that it is not whole.'),
  ],
  judge,
}
