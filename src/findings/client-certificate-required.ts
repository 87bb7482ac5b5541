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
    const { name, description } = broke.inTls12
    const server = endpoint(seen.target.host, seen.target.ports.explicit)
    const cells = cellsStoppedAt(seen, ['auth-tls', 'auth-ssl'], ['handshake', 'login'])
    return found({
      certainty: 'likely',
      summary: `Behind ${securityInWords(broke.security)} the server ends the connection at the first command; where TLS 1.2 is all that we offer it refuses in the handshake itself, by the alert ${name} (${description}). It misses a certificate of the client, as it seems: none was given.`,
      wouldProve: `openssl s_client -starttls ftp -tls1_2 -connect ${server} lists "Acceptable client certificate CA names" where the server asks for one; and the server's log.`,
      cells: idsOf(cells),
      evidence: joinEvidence(evidenceOfProbe(seen, 'features'), evidenceOf(cells)),
    })
  })
}

export const finding: Finding = {
  id: 'client-certificate-required',
  title: 'The server wants a certificate of the client',
  why: 'The server asks the client for a certificate and takes nobody without. In TLS 1.3 that shows only behind the handshake, often as a connection that is reset at the first command.',
  proof:
    'The handshake of TLS 1.3 is done and the connection ends at the first command, while that of TLS 1.2 ends by an alert that speaks of a missing certificate; the request for it, in the handshake, would settle it.',
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
