import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement, Owner, Remedy } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { inspectionRemedies } from './support/inspection.js'
import { noopBehind } from './support/noop.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { endedWell, isAsLongAsWhole } from './support/endings.js'
import { count } from './support/words.js'

/** What became of the control connection behind complete data. */
const ends: readonly SeenCell['failure'][] = ['timeout', 'early-end', 'connection-reset']

function isMissing(seen: Seen, cell: SeenCell): boolean {
  const { status, step, failure, protection, endedBeforeHello } = cell
  // Private data that never began did not come to its end.
  if (protection === 'P' && endedBeforeHello === true) return false
  return status === 'fails' && step === 'final' && ends.includes(failure) && endedWell(seen, cell)
}

function judge(seen: Seen): Judgement {
  const cells = seen.cells.filter(cell => isMissing(seen, cell))
  if (cells.length === 0)
    return cameSoFar(seen, ({ status }) => status === 'works')
      ? absent
      : undetermined('no data came to its end')
  const silent = cells.filter(({ failure }) => failure === 'timeout')
  const noop = noopBehind(seen, silent)
  const isTold = silent.length === 0 || (silent.length === cells.length && noop === 'answered')
  // A process that dies in the middle of its data ends both connections too.
  const isCrash = cells.some(cell => cell.failure !== 'timeout' && !isAsLongAsWhole(seen, cell))
  const isKilled = noop !== 'answered' && diesOfEncryptedData(seen, cells)
  const isSure = !isKilled && cells.length > 1 && isTold && !isCrash && neverWorks(seen, cells)
  return found({
    certainty: isSure ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    ...(isKilled ? { owner: ['network', 'server-software'], remedies: inspected } : ownerOf(silent, noop)),
    summary: `The data comes to its end, and no reply follows (${count(cells.length, 'way')}). ${what(cells, silent, noop)}${isKilled ? ' Behind data in clear it comes: the control connection does not live through encrypted data, as behind a firewall that inspects FTP, or with a server that dies of it.' : ''}${isCrash ? ' Whether all of the data came, nothing tells.' : ''}`,
    wouldProve: isCrash
      ? "As many bytes from a transfer that ends with 226, or in the reply to SIZE; the server's log tells a process that died."
      : "The same check from the server's own machine: a 226 there = something between, the same there = the server.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** In more than one mode, and never otherwise, while inside TLS the reply comes behind data in clear. */
function diesOfEncryptedData(seen: Seen, cells: readonly SeenCell[]): boolean {
  const inside = cellsOf(seen, { security: tlsMethods })
  const works = inside.filter(({ status, bytes = 0 }) => status === 'works' && bytes > 0)
  return (
    cells.every(({ wire }) => wire === 'tls') &&
    new Set(cells.map(({ mode }) => mode)).size > 1 &&
    works.some(({ wire }) => wire === 'clear') &&
    !works.some(({ wire }) => wire === 'tls')
  )
}

const inspected: readonly Remedy[] = [
  ...inspectionRemedies,
  anyServerRemedy("Read the server's log for this moment: a process that dies of its TLS also ends so."),
]

/** A control connection that lives was not forgotten by a firewall: nothing between is to blame, or to change. */
function ownerOf(
  silent: readonly SeenCell[],
  noop: ReturnType<typeof noopBehind>,
): { readonly owner?: readonly Owner[]; readonly cleared?: readonly Remedy['side'][] } {
  if (silent.length === 0 || noop !== 'answered') return {}
  return {
    owner: ['server-software'],
    cleared: ['network', 'client'],
  }
}

function what(
  cells: readonly SeenCell[],
  silent: readonly SeenCell[],
  noop: ReturnType<typeof noopBehind>,
): string {
  if (silent.length === 0) return 'The control connection is ended instead of a 226.'
  if (silent.length < cells.length)
    return 'Sometimes the control connection is ended instead, sometimes it stays silent.'
  if (noop === 'answered')
    return 'The control connection lives, NOOP is answered: it is the server that does not finish.'
  return noop === 'silent'
    ? 'NOOP is not answered either: the server hangs, or something dropped the control connection while it was idle.'
    : 'The control connection stands.'
}

export const finding: Finding = {
  id: 'final-reply-missing',
  title: 'The data comes to its end, and the reply behind it never comes',
  why: 'The data connection came to its end, but 226 does not follow: the server still works on the file (a virus scanner, a gateway), its process died, or a firewall forgot the control connection while it was idle.',
  proof:
    'The data connection ended well (close_notify where it is TLS) and no reply came by the deadline; NOOP on the control connection tells whether it lives. Where that ended too, as many bytes as another way brings prove that none is missing.',
  phase: 'final',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 959 §5.4', 'RFC 959 §3.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out' },
    { client: 'FileZilla', text: 'Error: Connection timed out after 20 seconds of inactivity' },
    { client: 'Python ftplib', text: 'TimeoutError: The read operation timed out' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
  ],
  covers: ['missing-226-nat-idle', 'late-226-server-flush'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'See what the server does when a transfer is over: a scanner or a script may not come back.',
    ),
    networkRemedy('Lengthen the idle time of TCP on firewalls and NAT to more than the longest transfer.'),
    clientRemedy('any', 'Switch TCP keepalive on for the control connection.'),
  ],
  judge,
}
