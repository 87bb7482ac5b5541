import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { endedWell, isAsLongAsWhole } from './support/endings.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { severityOfWays } from './support/severity.js'
import { count, quoted, said } from './support/words.js'

/** Connection closed, transfer aborted (RFC 959 §4.2.2): of all codes the one that an empty list may meet when its end is misread. */
const aborted = 426

/** Without a byte only a TLS end that was said tells an empty list from a refusal, and of refusals there are many codes. */
function isComplete(seen: Seen, cell: SeenCell): boolean {
  const { bytes = 0, ended, reply } = cell
  if (!endedWell(seen, cell)) return false
  return bytes > 0 || (ended === 'close-notify' && reply?.code === aborted)
}

function isNegativeAfterAll(seen: Seen, cell: SeenCell): boolean {
  return (
    cell.status === 'fails' &&
    cell.step === 'final' &&
    cell.failure === 'negative-final' &&
    cell.reply !== undefined &&
    isComplete(seen, cell)
  )
}

function judge(seen: Seen): Judgement {
  const cells = seen.cells.filter(cell => isNegativeAfterAll(seen, cell))
  const [first] = cells
  if (first === undefined)
    return cameSoFar(seen, ({ status }) => status === 'works')
      ? absent
      : undetermined('no data came to its end')
  const most = Math.max(0, ...cells.map(({ bytes = 0 }) => bytes))
  const isSure = cells.every(cell => isAsLongAsWhole(seen, cell))
  const came = isSure ? 'The data comes and ends well' : 'All data seems to have come'
  return found({
    certainty: isSure ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    summary: `${came} (${count(most, 'byte')}), and then the server says ${quoted(first.reply)} (${count(cells.length, 'way')}).${isSure ? ' Other ways bring as many bytes, and end with 226.' : ''} A client calls that a failed transfer.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    ...(isSure
      ? {}
      : { wouldProve: 'As many bytes from a transfer that ends with 226, or in the reply to SIZE.' }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'final-reply-negative',
  title: 'The data comes to its end, and then the server calls it failed',
  why: 'The data came and the data connection ended as it should, but the server replies 426, 451 or the like: often it misses our close_notify or the way the connection ended, or fails at what it does afterwards.',
  proof:
    'Bytes came and the data connection ended well before the negative reply; another way that ends with 226 brings as many bytes.',
  phase: 'final',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 959 §5.4', 'RFC 4217 §7', 'RFC 8446 §6.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (18) Server reported aborted transfer' },
    { client: 'Python ftplib', text: 'ftplib.error_temp: 426' },
    { client: 'Python ftplib', text: 'ftplib.error_temp: 451' },
  ],
  covers: ['error-426-451-despite-complete', 'no-close-notify-from-client'],
  explains: [],
  remedies: [
    anyServerRemedy("Read the server's log for this moment: it says what failed after the last byte."),
    anyServerRemedy(
      'Update the server: some versions take the end of TLS on the data connection for an abort.',
    ),
    clientRemedy('any', 'Compare what came with the size on the server before you throw it away.'),
  ],
  judge,
}
