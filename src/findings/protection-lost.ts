import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import {
  clearBehindOthers,
  lostProtection,
  methodsAfresh,
  transferBefore,
} from './support/lost-protection.js'
import { valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { methodsInWords, quoted } from './support/words.js'

function judge(seen: Seen): Judgement {
  const cells = lostProtection(seen)
  if (cells.length > 0) {
    const looks = valueOf(seen, 'matrix')?.afresh ?? []
    return found({
      certainty: 'certain',
      summary: `PROT P is taken, and ${behindWhat(seen, cells)} the server ${whatItDoes(cells)} (${methodsInWords(cells)}); as the first transfer of a session of its own the same way comes encrypted. It forgets the level.`,
      cells: idsOf(cells),
      evidence: joinEvidence(...looks.map(({ evidence }) => evidence), evidenceOf(cells)),
    })
  }
  const isForgotten = clearBehindOthers(seen).length > 0
  if (isForgotten && methodsAfresh(seen, false).size === 0)
    return undetermined(
      'data was clear, or refused as clear, behind another transfer, and was not looked at on a session of its own',
    )
  return isForgotten || isKept(seen)
    ? absent
    : undetermined('no two transfers with PROT P were made on one session')
}

function whatItDoes(cells: readonly SeenCell[]): string {
  const refused = cells.find(({ status }) => status === 'refused')
  return refused === undefined
    ? 'sends data in clear, without a word'
    : `treats data as clear: ${quoted(refused.reply)}, as without PROT`
}

/** Two transfers on one session, both encrypted. */
function isKept(seen: Seen): boolean {
  const works = cellsOf(seen, { security: tlsMethods, protection: ['P'] }).filter(
    ({ status, wire }) => status === 'works' && wire === 'tls',
  )
  const connections = works.map(({ evidence }) => evidence[0]?.connection)
  return new Set(connections).size < connections.length
}

function behindWhat(seen: Seen, cells: readonly SeenCell[]): string {
  const before = cells
    .map(cell => transferBefore(seen, cell))
    .filter(one => !cells.some(cell => cell === one))
  const failed = before.find(one => one !== undefined && one.status !== 'works')
  if (failed !== undefined && before.every(one => one?.status !== 'works'))
    return `behind a transfer that failed (${quoted(failed.reply)})`
  return 'from the second transfer on'
}

export const finding: Finding = {
  id: 'protection-lost',
  title: 'The server forgets PROT P after a transfer',
  why: 'PROT holds until it is said anew. This server takes it, and treats a later transfer of the same session as clear: for each data connection, or behind a failed one, it begins again at C. Clients say PROT once, and take the clear data for a damaged record, or are told that data must be protected.',
  proof:
    'On one session data was in clear, or refused as clear data is, behind another transfer with PROT P; the same way, as the first transfer of a session of its own, was encrypted.',
  phase: 'data-handshake',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 2228 §3', 'RFC 4217 §9', 'https://github.com/secsy/goftp/issues/30'],
  symptoms: [
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number' },
    { client: 'lftp', text: 'gnutls_handshake: An unexpected TLS packet was received.' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy('Update the server: PROT holds for the session, until it is said anew (RFC 2228).'),
    clientRemedy('Python ftplib', 'Say it before each transfer', { config: 'ftp.prot_p()' }),
    clientRemedy('any', 'One transfer a session, where the client cannot repeat PROT.'),
  ],
  judge,
}
