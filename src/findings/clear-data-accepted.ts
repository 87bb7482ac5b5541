import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isBad } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isLevelRefused, tlsWays } from './support/levels.js'
import { isRefusedForProtection } from './support/protection.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'
import { methodsInWords } from './support/words.js'

/** PROT C was taken, and no byte came that would show how data travels. */
const withoutAByte = {
  certainty: 'likely',
  wouldProve: 'The same check of a folder with something in it (--path), or of a file (--file).',
} as const

function judge(seen: Seen): Judgement {
  const ways = tlsWays(seen, 'C')
  const working = ways.filter(cell => cell.status === 'works')
  if (working.length > 0) {
    return found({
      ...(working.some(({ wire }) => wire === 'clear') ? { certainty: 'certain' } : withoutAByte),
      summary: `After a login inside TLS the server sends data in clear when a client asks for it (PROT C, ${methodsInWords(working)}): such a client's files can be read on the way.`,
      cells: idsOf(working),
      evidence: evidenceOf(working),
    })
  }
  const isRefused =
    ways.length > 0 && ways.every(cell => isLevelRefused(cell) || isRefusedForProtection(seen, cell))
  if (isRefused) return absent
  return undetermined(
    ways.some(isBad)
      ? 'PROT C ended for another reason, so it is not known whether clear data would be sent'
      : 'nobody came as far as PROT C inside TLS',
  )
}

export const finding: Finding = {
  id: 'clear-data-accepted',
  title: 'The server sends data in clear to whoever asks for it',
  why: 'After a login inside TLS the server leaves it to the client whether data is encrypted. A client that does not send PROT P sends files in clear, and nobody is told.',
  proof: 'PROT C was taken inside TLS, and the data came in clear.',
  phase: 'prot',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 4217 §9', 'RFC 4217 §12.4'],
  symptoms: [{ client: 'any', text: '(nothing: it works, and the files can be read on the way)' }],
  covers: ['prot-missing-by-client'],
  explains: [],
  remedies: [
    testedRemedy('vsftpd', 'Demand encrypted data', { config: 'force_local_data_ssl=YES' }),
    testedRemedy('ProFTPD', 'Demand encrypted data', { config: 'TLSRequired on' }),
    testedRemedy('Pure-FTPd', 'Demand encrypted data', { config: 'TLS 3' }),
    testedRemedy('pyftpdlib', 'Demand encrypted data', { config: 'handler.tls_data_required = True' }),
    clientRemedy('curl', 'Always ask for encrypted data', { config: '--ssl-reqd' }),
    clientRemedy('lftp', 'Always ask for encrypted data', { config: 'set ftp:ssl-protect-data yes' }),
  ],
  judge,
}
