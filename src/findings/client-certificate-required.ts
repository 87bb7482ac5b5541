import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsStoppedAt } from './support/cells.js'
import { missesOurCertificate } from './support/client-certificate.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found } from './support/judgement.js'
import { evidenceOfProbe, judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy, serverRemedy } from './support/remedies.js'
import { endpoint, securityInWords } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'features', ({ insideTlsBroke: broke }) => {
    if (broke?.inTls12 === undefined || !missesOurCertificate(broke)) return absent
    const { outcome, alert } = broke.inTls12
    const by =
      alert === undefined
        ? (endInWords[outcome] ?? 'its end')
        : `the alert ${alert.name} (${alert.description})`
    const server = endpoint(seen.target.host, seen.target.ports.explicit)
    const cells = cellsStoppedAt(seen, ['auth-tls', 'auth-ssl'], ['handshake', 'login'])
    return found({
      certainty: 'likely',
      summary: `Behind ${securityInWords(broke.security)} the server ends the connection at the first command; where TLS 1.2 is all that we offer it refuses in the handshake itself, by ${by}. It misses a certificate of the client, as it seems: none was given.`,
      wouldProve: `openssl s_client -starttls ftp -tls1_2 -connect ${server} lists "Acceptable client certificate CA names" where the server asks for one; and the server's log.`,
      cells: idsOf(cells),
      evidence: joinEvidence(evidenceOfProbe(seen, 'features'), evidenceOf(cells)),
    })
  })
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
    'The handshake of TLS 1.3 is done and the connection ends at the first command, while that of TLS 1.2 is not done at all, and ends by an alert that speaks of a missing certificate, or without a word; the request for it, in the handshake, would settle it.',
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
  covers: [],
  explains: [],
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
