import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, isBad } from './support/cells.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { whereTo } from './support/fill.js'
import { judgeObserved } from './support/observed.js'
import { isAskedSpecially } from './support/ports.js'
import { clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { heard } from './support/services.js'
import { endpoint, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'greeting', ({ explicit, implicit }, evidence) => {
    if (implicit.connect === 'refused') return absent
    if (implicit.connect !== 'open') return undetermined('the implicit port was not reached')
    const asked = isAskedSpecially(seen, 'implicit')
    if (implicit.service !== 'ftp' || (!asked && explicit.connect === 'open')) return absent
    const cells = cellsOf(seen, { security: ['implicit'] }).filter(isBad)
    const where = endpoint(seen.target.address ?? seen.target.host, implicit.port)
    const quote = implicit.greeting === undefined ? heard(implicit) : said(implicit.greeting)
    return found({
      certainty: 'certain',
      summary: `${where} greets in clear${quote === undefined ? '' : ` ("${quote}")`}: ${asked ? 'implicit TLS was asked for, and this port wants AUTH TLS' : 'whoever takes it for implicit TLS fails, and it is the only port that takes connections'}.`,
      ...(quote === undefined ? {} : { quote }),
      fill: whereTo(seen, implicit.port),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

export const finding: Finding = {
  id: 'explicit-tls-expected',
  title: 'This port greets in clear: it wants AUTH TLS, not implicit TLS',
  why: 'With implicit TLS the client begins with TLS. This port greets in clear and waits for AUTH TLS: the client takes the greeting for a damaged TLS record.',
  proof: 'The port greets with a 220 in clear before anything is said to it.',
  phase: 'greeting',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 4217 §4'],
  symptoms: [
    { client: 'rclone', text: 'tls: first record does not look like a TLS handshake' },
    { client: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    { client: 'lftp', text: 'An unexpected TLS packet was received.' },
    { client: 'FileZilla', text: 'GnuTLS error -15: An unexpected TLS packet was received.' },
    { client: 'basic-ftp', text: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    { client: '.NET', text: 'The handshake failed due to an unexpected packet format.' },
    { client: 'Java', text: 'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message' },
  ],
  covers: ['implicit-client-on-explicit-port', 'url-scheme-meaning'],
  explains: [],
  remedies: [
    testedClientRemedy('curl', 'AUTH TLS: ftp:// with --ssl-reqd', {
      config: 'curl --ssl-reqd ftp://HOST:PORT/',
    }),
    testedClientRemedy('lftp', 'AUTH TLS', { config: 'set ftp:ssl-force yes; open ftp://HOST:PORT' }),
    clientRemedy('FileZilla', 'Site Manager, Encryption: Require explicit FTP over TLS'),
    clientRemedy('basic-ftp', 'AUTH TLS', { config: 'secure: true' }),
    testedRemedy('vsftpd', 'Where implicit TLS is wanted, on a port of its own', {
      config: 'implicit_ssl=YES',
    }),
    testedRemedy('ProFTPD', 'Where implicit TLS is wanted, on a port of its own', {
      config: 'TLSOptions UseImplicitSSL',
    }),
  ],
  judge,
}
