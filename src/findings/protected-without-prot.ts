import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { tlsWays } from './support/levels.js'
import { clientRemedy } from './support/remedies.js'
import { whereInWords } from './support/where.js'

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'default')
  const encrypted = ways.filter(cell => cell.wire === 'tls')
  if (encrypted.length > 0) {
    const inClear = ways.filter(cell => cell.wire === 'clear')
    const elsewhere = inClear.length === 0 ? '' : `, and in clear elsewhere (${whereInWords(inClear)})`
    return found({
      certainty: 'certain',
      summary: `Where a client sends no PROT, data comes encrypted all the same (${whereInWords(encrypted)})${elsewhere}; RFC 4217 means clear there, so a client that relies on it fails.`,
      cells: idsOf(encrypted),
      evidence: evidenceOf(encrypted),
    })
  }
  return ways.some(cell => cell.wire === 'clear')
    ? absent
    : undetermined('no data came on a session where PROT was not sent')
}

export const finding: Finding = {
  id: 'protected-without-prot',
  title: 'Without PROT, data comes encrypted all the same',
  why: 'By the standard data stays in clear until PROT P is said. This server encrypts it at once, as was usual with implicit TLS and AUTH SSL: a client that expects clear data gets TLS records, or both wait for one another.',
  proof: 'Neither PBSZ nor PROT was sent, and the data connection speaks TLS.',
  phase: 'data-handshake',
  severity: 'info',
  owner: ['server-software'],
  references: ['RFC 4217 §9', 'https://datatracker.ietf.org/doc/html/draft-murray-auth-ftp-ssl-07'],
  symptoms: [
    { client: 'promise-ftp', text: '(hangs, on an implicit port)' },
    { client: 'Python ftplib', text: '(hangs, without prot_p())' },
  ],
  covers: ['auth-ssl-implies-prot-p', 'prot-default-mismatch'],
  explains: [],
  remedies: [
    clientRemedy('any', 'Always send PBSZ 0 and PROT P, and rely on no default.'),
    clientRemedy('Python ftplib', 'Ask for encrypted data after the login', { config: 'ftp.prot_p()' }),
  ],
  judge,
}
