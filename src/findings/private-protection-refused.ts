import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { refusedAt } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import {
  isLevelRefused,
  isLevelUnknown,
  noteOnFront,
  privateWorks,
  replyToProt,
  tlsWays,
} from './support/levels.js'
import { anyServerRemedy, clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { methodsInWords, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'P')
  if (ways.length === 0) return undetermined('nobody came as far as PROT P inside TLS')
  const refused = ways.filter(
    cell => isLevelRefused(cell) && cell.reply !== undefined && !isLevelUnknown(seen, cell),
  )
  const [first] = refused
  if (first === undefined) return absent
  const reply = replyToProt(seen, first)
  const claimed = [...refused, ...refusedAtPbsz(seen, refused)]
  return found({
    certainty: 'certain',
    severity: privateWorks(seen) ? 'warning' : 'error',
    summary: `The server will not encrypt data: PROT P gets ${quoted(reply)} (${methodsInWords(refused)}).${noteOnFront(refused)}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    cells: idsOf(claimed),
    evidence: evidenceOf(claimed),
  })
}

/** Where no level can be agreed, the others fail with P and for the same reason. */
function refusedAtPbsz(seen: Seen, refused: readonly SeenCell[]): readonly SeenCell[] {
  const methods = new Set(refused.filter(({ step }) => step === 'pbsz').map(({ security }) => security))
  return tlsWays(seen, 'C', 'S', 'E').filter(
    cell => methods.has(cell.security) && refusedAt(cell, 'pbsz', 'prot'),
  )
}

export const finding: Finding = {
  id: 'private-protection-refused',
  title: 'The server will not encrypt data: PROT P is refused',
  why: 'The login is inside TLS, and the server will not encrypt the data: it is set up so, or its TLS for data is broken. Clients that insist on encrypted data stop.',
  proof: 'PROT P is refused inside TLS after PBSZ, and not as an unknown command.',
  phase: 'prot',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 4217 §9', 'RFC 2228 §3'],
  symptoms: [
    { client: 'lftp', text: '534 Protection level negotiation failed' },
    { client: 'curl', text: 'curl: (64) Requested SSL level failed' },
    { client: 'wget', text: "Server did not accept the 'PROT P' command." },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 536' },
  ],
  covers: ['prot-p-refused'],
  explains: [],
  remedies: [
    testedRemedy('ProFTPD', 'Take encrypted data: no "!data" in TLSRequired', {
      config: 'TLSRequired on',
    }),
    anyServerRemedy('Allow encrypted data (PROT P) where TLS is configured.'),
    testedClientRemedy('curl', 'Send the data in clear, in place of --ssl-reqd', {
      config: '--ftp-ssl-control',
      lowersSecurity: true,
    }),
    clientRemedy('lftp', 'Beware: it goes on in clear without a word', { lowersSecurity: true }),
  ],
  judge,
}
