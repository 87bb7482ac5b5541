import type { Auth } from '../../probes/auth.js'
import type { Greeting } from '../../probes/greeting.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isNegative, type Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined, type FoundJudgement } from './support/judgement.js'
import { kerberosClient, kerberosNamed } from './support/kerberos.js'
import { isAuthMasked } from './support/masked.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { missesCertificate } from './support/certificate-missing.js'
import { certificateSettings } from './support/certificate-remedies.js'
import { anyServerRemedy, clientRemedy, networkRemedy, testedRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

/** The reply to a mechanism that does not exist is what this server says to any AUTH that it does not know. */
function isAsNonsense({ tls, ssl, nonsense }: Auth): boolean {
  return [tls?.reply, ssl?.reply].every(reply => reply === undefined || reply.code === nonsense?.code)
}

/** One of the two was never said: what the other got says nothing of it. */
function isUnheard({ entries }: Auth): boolean {
  return [entries['auth-tls'], entries['auth-ssl']].some(
    ({ status, step }) => status === 'fails' && step === 'connect',
  )
}

/** Pure-FTPd 1.0.50 names AUTH TLS in FEAT also where TLS is switched off (`--tls 0`). */
function featNamesTls({ features }: Auth): boolean {
  return features?.mechanisms.some(name => /TLS|SSL/i.test(name)) === true
}

/** Why it is only likely; empty when nothing is left open. */
function doubts(auth: Auth, greeting: Greeting | undefined): readonly string[] {
  const implicit = greeting?.implicit
  const noListener = implicit?.connect === 'refused' || implicit?.service === 'ftp'
  return [
    ...(isAsNonsense(auth) ? [] : ['whether AUTH is refused in principle or only now']),
    ...(noListener ? [] : [`what listens on the implicit port ${implicit?.port ?? ''}`.trim()]),
    ...(auth.features === undefined ? ['what FEAT names'] : []),
    ...(featNamesTls(auth) ? ['why FEAT names AUTH TLS all the same'] : []),
  ]
}

/** FEAT names what was refused: somebody on the way may take AUTH away, and leave no trace in the reply. */
const perhapsTakenAway: Pick<FoundJudgement, 'owner' | 'remedies'> = {
  owner: ['server-configuration', 'network'],
  remedies: [
    networkRemedy(
      'Where TLS is switched on at the server: take FTP inspection off for it. A firewall that reads FTP may take AUTH away.',
    ),
  ],
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const looks = [auth.tls, auth.ssl, auth.implicit]
    if (looks.some(look => look?.established === true)) return absent
    const refusals = [auth.tls?.reply, auth.ssl?.reply].filter((reply): reply is Reply => reply !== undefined)
    if (refusals.length === 0) return undetermined('AUTH got no reply')
    if (!refusals.every(isNegative)) return absent
    if (isAuthMasked(auth)) return undetermined('AUTH did not come to the server as it was sent')
    if (refusals.some(reply => reply.code === 534 || reply.code === 431)) {
      return undetermined('the server knows AUTH and says that it cannot now')
    }
    if (refusals.some(missesCertificate)) {
      return undetermined('the server says that it misses a certificate or a key')
    }
    if (featNamesTls(auth) && !isAsNonsense(auth)) {
      return undetermined('FEAT names AUTH TLS although it is refused')
    }
    if (isUnheard(auth)) return undetermined('a connection for AUTH did not come about')
    const open = doubts(auth, valueOf(seen, 'greeting'))
    const cells = cellsStoppedAt(seen, tlsMethods, ['connect', 'greeting', 'auth', 'handshake'])
    const [first] = refusals
    return found({
      certainty: open.length === 0 ? 'certain' : 'likely',
      summary: `The server offers no TLS: AUTH TLS gets ${quoted(auth.tls?.reply ?? first)}${open.length === 0 ? ' as any unknown word does, and no port speaks implicit TLS' : ''}.`,
      ...(first === undefined ? {} : { quote: said(first) }),
      ...(featNamesTls(auth) ? perhapsTakenAway : {}),
      // In clear would be worse than what the server has instead.
      ...(kerberosNamed(auth.features).length === 0
        ? {}
        : { remedies: [kerberosClient], cleared: ['client'] as const }),
      ...(open.length === 0 ? {} : { wouldProve: `Find out ${open.join(', and ')}.` }),
      cells: idsOf(cells),
      evidence: evidence.length > 0 ? evidence : evidenceOf(cells),
    })
  })
}

export const finding: Finding = {
  id: 'tls-not-offered',
  title: 'The server offers no TLS',
  why: 'The server has no TLS, or it is not switched on: names, passwords and files travel in clear.',
  proof:
    'Every AUTH is refused as a word that means nothing is, FEAT names none, and nothing listens on the port for implicit TLS.',
  phase: 'auth',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 4217 §4', 'RFC 2228 §3'],
  symptoms: [
    { client: 'curl', text: 'curl: (64) Requested SSL level failed' },
    { client: 'lftp', text: 'ftp:ssl-force is set and server does not support or allow SSL' },
    { client: 'wget', text: 'Server does not support AUTH TLS.' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 500 AUTH not understood' },
    { client: 'any', text: '530 Please login with USER and PASS. (to AUTH TLS)' },
  ],
  covers: ['auth-not-understood', 'auth-530-login-first', 'auth-stripped-by-middlebox'],
  explains: [],
  remedies: [
    anyServerRemedy('Switch TLS on, with a certificate and its key, and demand it at logins.'),
    testedRemedy('vsftpd', 'Switch TLS on', { config: `ssl_enable=YES\n${certificateSettings.vsftpd}` }),
    testedRemedy(
      'ProFTPD',
      'Load mod_tls (Debian: package proftpd-mod-crypto), switch it on, and demand it',
      {
        config: `LoadModule mod_tls.c\nTLSEngine on\nTLSRequired on\n${certificateSettings.ProFTPD}`,
      },
    ),
    testedRemedy('Pure-FTPd', 'Demand TLS (3; 2 leaves data free, 1 leaves all free)', {
      config: `TLS 3\n${certificateSettings['Pure-FTPd']}`,
    }),
    testedRemedy('pyftpdlib', 'Use the handler with TLS, and demand it', {
      config: `from pyftpdlib.handlers import TLS_FTPHandler\nhandler = TLS_FTPHandler\n${certificateSettings.pyftpdlib}\nhandler.tls_control_required = True\nhandler.tls_data_required = True`,
    }),
    clientRemedy(
      'any',
      'Transfer without encryption, where the data and the password may be seen by others',
      {
        lowersSecurity: true,
      },
    ),
  ],
  judge,
}
