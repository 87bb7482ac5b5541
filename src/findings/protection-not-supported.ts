import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
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
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { methodsInWords, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'C', 'P')
  if (ways.length === 0) return undetermined('nobody came as far as PBSZ and PROT inside TLS')
  const unknown = ways.filter(
    cell => cell.protection === 'P' && isLevelRefused(cell) && isLevelUnknown(seen, cell),
  )
  const [first] = unknown
  if (first === undefined) return absent
  const methods = new Set(unknown.map(cell => cell.security))
  const all = tlsWays(seen, 'C', 'S', 'E', 'P').filter(
    cell => methods.has(cell.security) && isLevelRefused(cell),
  )
  const note = noteOnFront(unknown)
  const what = first.step === 'pbsz' && note === '' ? 'PBSZ and PROT' : 'PROT'
  const reply = what === 'PROT' ? replyToProt(seen, first) : first.reply
  return found({
    certainty: 'certain',
    severity: privateWorks(seen) ? 'warning' : 'error',
    summary: `Inside TLS the server does not know ${what}: ${quoted(reply)} (${methodsInWords(unknown)}). The protection of data cannot be agreed.${note}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    cells: idsOf(all),
    evidence: evidenceOf(all),
  })
}

export const finding: Finding = {
  id: 'protection-not-supported',
  title: 'The server does not know PBSZ or PROT',
  why: 'The server has TLS for the control connection alone and does not know the commands that protect data (RFC 2228), or it wants them at another time.',
  proof: 'PBSZ or PROT gets 500 or 502 inside TLS, as an unknown command does.',
  phase: 'pbsz',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 4217 §8', 'RFC 4217 §9', 'RFC 2228 §3'],
  symptoms: [
    { client: 'curl', text: 'curl: (64) Requested SSL level failed' },
    { client: 'C-Kermit', text: '?Protection buffer size negotiation failed' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 500 Unknown command' },
    { client: 'wget', text: "Server did not accept the 'PBSZ 0' command." },
  ],
  covers: ['pbsz-required-first', 'pbsz-prot-before-auth'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Update the server. If TLS is put in front of it (stunnel), use a server with TLS of its own.',
    ),
    clientRemedy('curl', 'Ask only for a protected control connection', {
      config: '--ftp-ssl-control',
      lowersSecurity: true,
    }),
    clientRemedy('C-Kermit', 'Do not send PBSZ and PROT', {
      config: 'set ftp autoencryption off',
      lowersSecurity: true,
    }),
  ],
  judge,
}
