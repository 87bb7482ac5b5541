import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, isTested, refusedAt, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { valueOf } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { clientRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const clear = cellsOf(seen, { security: ['none'] }).filter(isTested)
  if (clear.length === 0) return undetermined('no login in clear was tried')
  const refused = clear.filter(cell => refusedAt(cell, 'login'))
  const [first] = refused
  if (first === undefined) return absent
  const login = valueOf(seen, 'login')
  if (login?.security === 'none') return undetermined('the refusal was for the name and password')
  if (!tlsMethods.some(method => isOpen(seen, method)))
    return undetermined('no TLS was reached to compare with')
  const isProved = login?.accepted === true
  return found({
    certainty: isProved ? 'certain' : 'likely',
    summary: `A login in clear is refused (${quoted(first.reply)})${isProved ? ', inside TLS it is taken' : ''}: the server wants TLS first, as it should.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    ...(isProved ? {} : { wouldProve: 'A login inside TLS that is taken.' }),
    cells: idsOf(refused),
    evidence: evidenceOf(refused),
  })
}

export const finding: Finding = {
  id: 'tls-required-before-login',
  title: 'Logins in clear are refused: good policy',
  why: 'The server wants AUTH TLS before USER, so that no password travels in clear. Clients that are set to plain FTP are refused.',
  proof: 'USER or PASS in clear is refused; inside TLS it is taken.',
  phase: 'login',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 4217 §12'],
  symptoms: [
    { client: 'curl', text: 'curl: (67) Access denied: 530' },
    { client: 'FileZilla', text: '530 Non-anonymous sessions must use encryption.' },
    { client: 'FileZilla', text: '550 SSL/TLS required on the control channel' },
    {
      client: 'curl',
      text: 'curl: (28) Timeout was reached (Pure-FTPd says 421 Sorry, cleartext sessions ...)',
    },
  ],
  covers: ['tls-required-cleartext-refused', 'device-has-no-tls'],
  explains: [],
  remedies: [
    clientRemedy('curl', 'Ask for TLS', { config: '--ssl-reqd' }),
    clientRemedy('lftp', 'Ask for TLS', { config: 'set ftp:ssl-force yes' }),
    clientRemedy('FileZilla', 'Site Manager, Encryption: Require explicit FTP over TLS'),
  ],
  judge,
}
