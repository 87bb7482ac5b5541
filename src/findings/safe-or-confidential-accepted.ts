import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isLevelTaken, tlsWays } from './support/levels.js'
import { valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { list, methodsInWords, protectionInWords, said } from './support/words.js'

/** How the data really went: S means integrity only, so a reader of S expects what was sent in clear. */
function formOf(cells: readonly SeenCell[]): string {
  const forms = new Set(cells.map(cell => cell.wire))
  const isMismatch = cells.some(cell => cell.failure === 'wrong-wire-form' && cell.protection === 'S')
  if (forms.has('tls') || isMismatch)
    return forms.has('clear') ? 'data then comes both ways' : 'data then comes encrypted, as with PROT P'
  return forms.has('clear') ? 'data then comes in clear' : 'how the data would come was not seen'
}

function replyToLevel(seen: Seen, taken: readonly SeenCell[]): Reply | undefined {
  const levels = valueOf(seen, 'matrix')?.levels ?? []
  return levels.find(level =>
    taken.some(cell => cell.security === level.security && cell.protection === level.protection),
  )?.reply
}

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'S', 'E')
  if (ways.length === 0) return undetermined('nobody came as far as PROT S or E inside TLS')
  const taken = ways.filter(isLevelTaken)
  if (taken.length === 0) return absent
  const levels = list(taken.map(cell => protectionInWords(cell.protection)))
  const reply = replyToLevel(seen, taken)
  return found({
    certainty: 'certain',
    ...(reply === undefined ? {} : { quote: said(reply) }),
    summary: `The server says yes to ${levels} (${methodsInWords(taken)}), which TLS does not have (536 would be right); ${formOf(taken)}.`,
    cells: idsOf(taken),
    evidence: evidenceOf(taken),
  })
}

export const finding: Finding = {
  id: 'safe-or-confidential-accepted',
  title: 'The server says yes to PROT S or E, which TLS does not have',
  why: 'TLS has no levels Safe and Confidential, so PROT S and E must be refused with 536. This server says yes to whatever letter comes: a client that asks for E is told something that nobody keeps.',
  proof: '200 to PROT S or PROT E.',
  phase: 'prot',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 4217 §9', 'RFC 2228 §3'],
  symptoms: [{ client: 'any', text: '200 Data protection level set to "private" (after PROT S or E)' }],
  covers: ['prot-s-e-means-p', 'prot-s-e-refused-ok'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Ask for PROT P or PROT C only: no TLS client needs S or E.'),
    anyServerRemedy('Pure-FTPd answers so by design; nothing is to be changed while clients ask for P.'),
  ],
  judge,
}
