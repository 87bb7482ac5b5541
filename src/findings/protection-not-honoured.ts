import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, isTested } from './support/cells.js'
import { bytesOfOthers, isCalledDone } from './support/elsewhere.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isLevelTaken } from './support/levels.js'
import { lostProtection } from './support/lost-protection.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { list, methodsInWords, protectionInWords } from './support/words.js'

/** S and E inside TLS are another finding's. */
function isConcerned(cell: SeenCell): boolean {
  if (cell.protection === 'default' || !isTested(cell)) return false
  return cell.security === 'none' || cell.protection === 'C' || cell.protection === 'P'
}

/** Which data modes, where others of the same level do as they said. */
function modesOf(told: readonly SeenCell[], ways: readonly SeenCell[]): string {
  const isOtherwise = ways.some(
    ({ status, security, protection }) =>
      status === 'works' && told.some(cell => cell.security === security && cell.protection === protection),
  )
  return isOtherwise ? `, ${list(told.map(({ mode }) => mode))}` : ''
}

function judge(seen: Seen): Judgement {
  const ways = cellsOf(seen).filter(cell => isConcerned(cell) && isLevelTaken(cell))
  const strange = bytesOfOthers(seen)
  const lost = lostProtection(seen)
  const wrong = ways.filter(
    cell => cell.failure === 'wrong-wire-form' && !strange.includes(cell) && !lost.includes(cell),
  )
  const [first] = wrong
  if (first === undefined) {
    const answered = ways.some(cell => cell.security !== 'none' && cell.status === 'works')
    if (strange.length > 0)
      return undetermined('the bytes that came are not known to be from this server: it says of no transfer')
    return answered
      ? absent
      : undetermined('no protected or clear data came inside TLS, to compare with PROT')
  }
  const onTls = wrong.filter(cell => cell.security !== 'none')
  const told = onTls.length > 0 ? onTls : wrong
  const levels = list(told.map(cell => protectionInWords(cell.protection)))
  const isExposed = told.some(cell => cell.protection !== 'C')
  const outcome = isExposed ? 'data comes in clear' : 'data comes encrypted'
  // Without a 2yz behind it, something on the way may have put the bytes there.
  const isDone = wrong.some(cell => isCalledDone(seen, cell))
  return found({
    certainty: isDone ? 'certain' : 'likely',
    ...(isDone
      ? {}
      : {
          wouldProve:
            "The same check on the server's own machine: data as agreed there = these bytes are somebody else's.",
        }),
    severity: onTls.length > 0 ? 'error' : 'info',
    summary:
      onTls.length > 0
        ? `The server says yes to ${levels}, and then the ${outcome} (${methodsInWords(told)}${modesOf(told, ways)}).`
        : `Without TLS the server says yes to ${levels} all the same, and then the ${outcome}: ask for TLS before PROT.`,
    cells: idsOf(wrong),
    evidence: evidenceOf(wrong),
  })
}

export const finding: Finding = {
  id: 'protection-not-honoured',
  title: 'The server says yes to a protection level and does another',
  why: 'The server says 200 to PROT and then does otherwise: clear data although encryption was agreed, or TLS although clear was. A client that expects TLS takes the clear data for a damaged record.',
  proof: '200 to the level, and the bytes on the data connection are of the other form.',
  phase: 'prot',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 4217 §9', 'RFC 2228 §3'],
  symptoms: [
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 150' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number' },
    { client: 'lftp', text: 'An unexpected TLS packet was received.' },
    { client: 'FileZilla', text: 'GnuTLS error -15: An unexpected TLS packet was received.' },
    { client: 'basic-ftp', text: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  ],
  covers: ['prot-accepted-not-applied', 'prot-c-accepted-still-tls', 'pbsz-prot-before-auth'],
  explains: [],
  remedies: [
    anyServerRemedy('Update the server: what it agrees to, it must do.'),
    clientRemedy('any', 'Where only clear data is to be had, keep secrets off this server.', {
      lowersSecurity: true,
    }),
  ],
  judge,
}
