import type { Auth } from '../../probes/auth.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isNegative, replyClass, type Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt } from './support/cells.js'
import { missesCertificate } from './support/certificate-missing.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, serverRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

/** RFC 2228 §5: 431 lacks something that it needs, 534 may not for policy; any 4yz says "not now". */
function saysNotNow(reply: Reply): boolean {
  return replyClass(reply) === 4 || reply.code === 534
}

/** Unknown words (RFC 959 §4.2.2), a login that has to come first, and a bad order: they say nothing of a certificate. */
const ofOtherThings: readonly (number | null)[] = [500, 502, 503, 504, 530]

/** FEAT names AUTH with TLS, and the refusal is none of a word that the server does not know (RFC 2228 §3: 534, 431). */
function contradictsFeat({ features, nonsense }: Auth, reply: Reply): boolean {
  const isNamed = features?.mechanisms.some(name => /TLS|SSL/i.test(name)) === true
  return isNamed && reply.code !== nonsense?.code && !ofOtherThings.includes(reply.code)
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const replies = [auth.tls?.reply, auth.ssl?.reply].filter((reply): reply is Reply => reply !== undefined)
    if (replies.length === 0) return undetermined('AUTH got no reply')
    const named = replies.find(missesCertificate)
    const refusal = replies.find(saysNotNow) ?? named ?? replies.find(reply => contradictsFeat(auth, reply))
    if (refusal === undefined || !replies.every(isNegative)) return absent
    const cells = cellsStoppedAt(seen, ['auth-tls', 'auth-ssl'], ['auth'])
    return found({
      certainty: refusal.code === 431 ? 'certain' : 'likely',
      summary: `The server knows AUTH and cannot or may not do it now: ${quoted(refusal)}. ${named === undefined ? 'Most often no certificate is bound to this site, or its key was not loaded.' : 'It names what it misses: a certificate or its key is not set, or could not be loaded.'}`,
      quote: said(refusal),
      ...(refusal.code === 431 ? {} : { wouldProve: "The server's own log, or its certificate settings." }),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

export const finding: Finding = {
  id: 'auth-temporarily-unavailable',
  title: 'The server knows AUTH, and cannot do it',
  why: 'The server has AUTH built in and cannot do it now: most often its certificate or key did not load, or its policy asks for something else first.',
  proof:
    '431 to AUTH; likely, 534, another 4yz, a refusal that names a certificate or a key, or one of a known word although FEAT names AUTH: a server without TLS answers as to a word that it does not know.',
  phase: 'auth',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 2228 §5'],
  symptoms: [
    { client: 'curl', text: 'curl: (64) Requested SSL level failed' },
    { client: 'FileZilla', text: '534 Policy requires SSL.' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 550 Cannot get a TLS config' },
  ],
  covers: ['auth-534-no-certificate', 'auth-431-resource'],
  explains: ['tls-not-offered', 'feature-list-contradicts-auth'],
  remedies: [
    anyServerRemedy(
      'Name a certificate and its key, see that the server may read both files, and start it again: its log says which it misses.',
    ),
    anyServerRemedy('IIS: bind a certificate in FTP SSL Settings, for the site that answers here.'),
    serverRemedy('ProFTPD', 'Put the certificate into <Global>, so that every address has it', {
      config:
        '<Global>\n  TLSRSACertificateFile /etc/ssl/certs/ftp.pem\n  TLSRSACertificateKeyFile /etc/ssl/private/ftp.key\n</Global>',
    }),
  ],
  judge,
}
