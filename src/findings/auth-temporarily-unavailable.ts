import type { Finding, Judgement } from '../model/finding.js'
import { isNegative, replyClass, type Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt } from './support/cells.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, serverRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

/** RFC 2228 §5: 431 lacks something that it needs, 534 may not for policy; any 4yz says "not now". */
function saysNotNow(reply: Reply): boolean {
  return replyClass(reply) === 4 || reply.code === 534
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const replies = [auth.tls?.reply, auth.ssl?.reply].filter((reply): reply is Reply => reply !== undefined)
    if (replies.length === 0) return undetermined('AUTH got no reply')
    const refusal = replies.find(saysNotNow)
    if (refusal === undefined || !replies.every(isNegative)) return absent
    const cells = cellsStoppedAt(seen, ['auth-tls', 'auth-ssl'], ['auth'])
    return found({
      certainty: refusal.code === 431 ? 'certain' : 'likely',
      summary: `The server knows AUTH and cannot or may not do it now: ${quoted(refusal)}. Most often no certificate is bound to this site, or its key was not loaded.`,
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
    '431 or 534 to AUTH, or any refusal although FEAT names it: a server without TLS answers as to a word that it does not know.',
  phase: 'auth',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 2228 §5'],
  symptoms: [
    { client: 'curl', text: 'curl: (64) Requested SSL level failed' },
    { client: 'FileZilla', text: '534 Policy requires SSL.' },
  ],
  covers: ['auth-534-no-certificate', 'auth-431-resource'],
  explains: ['tls-not-offered'],
  remedies: [
    anyServerRemedy('IIS: bind a certificate in FTP SSL Settings, for the site that answers here.'),
    serverRemedy('ProFTPD', 'Put the certificate into <Global>, so that every address has it', {
      config:
        '<Global>\n  TLSRSACertificateFile /etc/ssl/certs/ftp.pem\n  TLSRSACertificateKeyFile /etc/ssl/private/ftp.key\n</Global>',
    }),
  ],
  judge,
}
