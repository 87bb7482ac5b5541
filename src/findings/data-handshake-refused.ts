import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy } from './support/remedies.js'
import { severityOfWays } from './support/severity.js'
import { alertInWords, count, list, quoted, said } from './support/words.js'

/** Our hello on a data connection that stood was answered by an alert. */
function isRefused({ status, step, failure, alert }: SeenCell): boolean {
  return status === 'fails' && step === 'data-handshake' && failure === 'tls-alert' && alert !== undefined
}

/** Those rules have findings of their own, with looks that show them. */
const hasOtherReason = /resum|session re-?us|re-?use/i

/** RFC 8446 §6.2, RFC 6066 §3: what each may mean on a data connection whose control connection has TLS. */
const meanings: Readonly<Record<number, string>> = {
  40: 'No certificate is loaded for data, no cipher suite is in common there, or it misses a certificate of ours.',
  42: 'It misses a certificate of ours, or does not take it.',
  70: 'On data it takes other versions of TLS than on the control connection.',
  71: 'On data it finds what we offer too weak.',
  80: 'Something in its own TLS broke: a key, a library, a configuration.',
  112: 'On data it does not know the name that was asked for.',
  116: 'It misses a certificate of ours.',
}

function judge(seen: Seen): Judgement {
  const inside = cellsOf(seen, { security: tlsMethods })
  const cells = inside.filter(isRefused)
  // At the other levels the server may mean clear data, and owes our hello no TLS.
  const owed = cells.filter(({ protection }) => protection === 'P')
  if (owed.length === 0)
    return inside.some(({ wire }) => wire === 'tls')
      ? absent
      : undetermined('no private data connection came as far as a TLS hello')
  const reply = owed.find(cell => cell.reply !== undefined)?.reply
  if (reply !== undefined && hasOtherReason.test(said(reply)))
    return undetermined('the server speaks of a rule about resumed TLS sessions')
  const others = inside.some(({ status, wire }) => status === 'works' && wire === 'tls')
  const alerts = owed.flatMap(({ alert }) => alert ?? [])
  const meaning = [...new Set(alerts.flatMap(({ description }) => meanings[description] ?? []))]
  return found({
    certainty: owed.length > 1 && reply !== undefined && !others ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    summary: [
      `On data connections the server refuses the TLS hello by ${list(alerts.map(alertInWords))} (${count(cells.length, 'way')}); on the control connection it took one like it.`,
      ...(others ? ['Other ways come through: it depends on who answers.'] : []),
      ...meaning,
      ...(reply === undefined ? [] : [`It says ${quoted(reply)}.`]),
    ].join(' '),
    ...(reply === undefined ? {} : { quote: said(reply) }),
    wouldProve: "The server's log of this moment: it names what its TLS met on the data connection.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'data-handshake-refused',
  title: 'On data connections the server refuses the TLS handshake',
  why: 'The control connection has TLS, and on data connections the same hello gets an alert: what serves the data has settings of its own (certificate, versions, cipher suites), or wants something there that the client does not give.',
  proof:
    'Each private data connection stood and answered the hello by an alert, the control connection of the same session had taken one, and the server itself says no behind it. Without its words, or where some ways come through, it is likely.',
  phase: 'data-handshake',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 8446 §6.2', 'RFC 4217 §7'],
  symptoms: [
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 150' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] (in ntransfercmd)' },
    { client: 'lftp', text: 'ls: Access failed: 522 TLS negotiation failed' },
    { client: 'FileZilla', text: 'GnuTLS error -12: A TLS fatal alert has been received.' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Give data connections the certificate, key, TLS versions and cipher suites of the control connection.',
    ),
    anyServerRemedy(
      "Read the server's log for this moment: it names what its TLS met on the data connection.",
    ),
  ],
  judge,
}
