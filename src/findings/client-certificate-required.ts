import type { Features } from '../../probes/features.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt, tlsMethods } from './support/cells.js'
import {
  isAskedAndMissed,
  missedInHandshake,
  missesOurCertificate,
  provesIt,
  speaksOfOurCertificate,
  wordsOfMissing,
  type OlderLook,
  type Words,
} from './support/client-certificate.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { evidenceOfProbe, judgeObserved, valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy, serverRemedy } from './support/remedies.js'
import { alertInWords, endpoint, list, securityInWords } from './support/words.js'

/** What tells of it; none of the three where nothing does. */
interface Missed {
  readonly broke?: NonNullable<Features['insideTlsBroke']>
  readonly handshakes: ReturnType<typeof missedInHandshake>
  readonly words?: Words
}

function judge(seen: Seen): Judgement {
  const broke = valueOf(seen, 'features')?.insideTlsBroke
  const words = wordsOfMissing(seen)
  const missed: Missed = {
    ...(broke !== undefined && missesOurCertificate(broke) ? { broke } : {}),
    handshakes: missedInHandshake(seen),
    ...(words === undefined ? {} : { words }),
  }
  if (missed.broke === undefined && missed.handshakes.length === 0 && words === undefined)
    return judgeObserved(seen, 'features', ({ insideTls, afterLogin }) =>
      insideTls !== undefined ||
      (afterLogin !== undefined && afterLogin.security !== 'none') ||
      broke?.inTls12?.outcome === 'done'
        ? absent
        : undetermined('nothing that was said inside TLS got an answer'),
    )
  const isSure = isProved(missed)
  const cells = cellsOf(seen, missed)
  const server = endpoint(seen.target.host, seen.target.ports.explicit)
  return found({
    certainty: isSure ? 'certain' : 'likely',
    summary: `${whatHappens(missed)} It misses a certificate of the client${isSure ? '' : ', as it seems'}: none was given.`,
    ...(words === undefined ? {} : { quote: words.quote }),
    ...(isSure
      ? {}
      : {
          wouldProve: `openssl s_client -starttls ftp -tls1_2 -connect ${server} lists "Acceptable client certificate CA names" where the server asks for one; and the server's log.`,
        }),
    cells: idsOf(cells),
    evidence: joinEvidence(
      evidenceOfProbe(seen, 'features'),
      evidenceOfProbe(seen, 'auth'),
      evidenceOf(cells),
    ),
  })
}

/** Asked for in a handshake that ended by the alert for it, or with these words; or the alert that is said for nothing else. */
function isProved({ broke, handshakes, words }: Missed): boolean {
  const looks = [...handshakes.map(({ hello }) => hello), ...(broke?.inTls12 ? [broke.inTls12] : [])]
  return (
    (broke !== undefined && provesIt(broke)) ||
    looks.some(look => isAskedAndMissed(look) && (look.alert !== undefined || words !== undefined))
  )
}

function cellsOf(seen: Seen, { broke, handshakes, words }: Missed): readonly SeenCell[] {
  const inside = broke?.security ?? words?.security
  const behind =
    inside === undefined ? [] : inside === 'implicit' ? [inside] : (['auth-tls', 'auth-ssl'] as const)
  const stopped = [
    ...cellsStoppedAt(seen, behind, ['handshake', 'greeting', 'login']),
    // The other port of the same server: an alert there, of which a cell keeps no name.
    ...(inside === undefined
      ? []
      : cellsStoppedAt(seen, tlsMethods, ['handshake', 'greeting', 'login'])
    ).filter(({ failure }) => failure === 'tls-alert'),
    ...cellsStoppedAt(
      seen,
      handshakes.map(({ method }) => method),
      ['handshake'],
    ),
  ]
  return seen.cells.filter(cell => stopped.includes(cell) || speaksOfOurCertificate(cell.reply))
}

function whatHappens({ broke, handshakes, words }: Missed): string {
  const saying = words === undefined ? '' : `, and says "${words.quote}"`
  if (broke !== undefined) {
    const by = broke.alert === undefined ? '' : `, by ${alertInWords(broke.alert)}`
    return `Behind ${securityInWords(broke.security)} the server ends the connection at the first command${by}${saying}${inOlder(broke.inTls12)}.`
  }
  const [first] = handshakes
  if (first !== undefined) {
    const methods = list(handshakes.map(({ method }) => securityInWords(method)))
    return `The server takes ${methods}, asks for a certificate in the TLS handshake, and ends that without one, by ${endOf(first.hello)}${saying}.`
  }
  return `Inside TLS (${words === undefined ? '' : securityInWords(words.security)}) the server says "${words?.quote ?? ''}".`
}

function inOlder(older: OlderLook | undefined): string {
  if (older === undefined || older.outcome === 'done') return ''
  const asks = older.asksForCertificate === true ? 'asks for a certificate and ' : ''
  return `; where TLS 1.2 is all that we offer it ${asks}refuses in the handshake itself, by ${endOf(older)}`
}

function endOf({ outcome, alert }: Pick<OlderLook, 'outcome' | 'alert'>): string {
  return alert === undefined ? (endInWords[outcome] ?? 'its end') : alertInWords(alert)
}

const endInWords: Readonly<Record<string, string>> = {
  rst: 'a reset without a word',
  fin: 'a close without a word',
  'clear-text': 'an end with text in clear',
}

export const finding: Finding = {
  id: 'client-certificate-required',
  title: 'The server wants a certificate of the client',
  why: 'The server asks the client for a certificate and takes nobody without. In TLS 1.3 that shows only behind the handshake, often as a connection that is reset at the first command.',
  proof:
    'The request for a certificate was seen in a handshake of TLS 1.2 that then ended by an alert which speaks of a missing one, or the alert certificate_required came, which is said for nothing else. Likely: the handshake of TLS 1.3 is done and the connection ends at the first command, while that of TLS 1.2 is not done at all; or a reply speaks of it.',
  phase: 'login',
  severity: 'error',
  owner: ['client', 'server-configuration'],
  references: ['RFC 8446 §4.4.2.4', 'RFC 5246 §7.4.6'],
  symptoms: [
    { client: 'curl', text: 'curl: (56) OpenSSL SSL_read: Connection reset by peer' },
    { client: 'any', text: 'tlsv13 alert certificate required' },
    { client: 'any', text: 'sslv3 alert handshake failure' },
    { client: 'any', text: 'peer did not return a certificate' },
  ],
  covers: ['client-cert-required'],
  // vsftpd says so to USER, or instead of a greeting; in the handshake some say it in clear.
  explains: ['login-refused', 'greeting-refused', 'clear-text-after-auth', 'clear-text-inside-tls'],
  remedies: [
    clientRemedy('curl', 'Give the certificate that the server knows', {
      config: '--cert client.pem --key client.key',
    }),
    clientRemedy('lftp', 'Give the certificate that the server knows', {
      config: 'set ssl:cert-file client.pem\nset ssl:key-file client.key',
    }),
    serverRemedy('vsftpd', 'Or ask for none', { config: 'require_cert=NO', lowersSecurity: true }),
    serverRemedy('ProFTPD', 'Or ask for none', { config: 'TLSVerifyClient off', lowersSecurity: true }),
    anyServerRemedy('Or ask clients for no certificate, if name and password are enough.', {
      lowersSecurity: true,
    }),
  ],
  judge,
}
