import type { Finding } from '../model/finding.js'
import { judgeOldest } from './support/raw-hellos.js'
import { anyServerRemedy, serverRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'sslv3-only',
  title: 'The server has only SSLv3',
  why: 'The server speaks SSLv3 (1996) and nothing newer. It is broken (POODLE, 2014) and forbidden (RFC 7568): no client of today has it any more, and none can be told to use it.',
  proof:
    'A hello that offers TLS is answered by a ServerHello of SSLv3: the server itself chose; or hellos of TLS 1.0 and later come to nothing each time, and one of SSLv3 is answered each time.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 7568', 'RFC 6101'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) error:0A000102:SSL routines::unsupported protocol' },
    { client: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    { client: 'any', text: 'unsupported protocol' },
    { client: 'any', text: 'SSL3_GET_RECORD:wrong version number' },
    { client: 'lftp', text: 'A packet with illegal or unsupported version was received.' },
    {
      client: 'FileZilla',
      text: 'GnuTLS error -8: A packet with illegal or unsupported version was received.',
    },
  ],
  covers: ['tls-version-too-old-server'],
  explains: ['handshake-refused', 'hello-unanswered', 'closed-after-auth'],
  remedies: [
    anyServerRemedy(
      'Update or replace the server: it has no TLS, and no setting of a client of today helps.',
    ),
    serverRemedy('ProFTPD', 'Where it is only set so: offer the versions of today', {
      config: 'TLSProtocol TLSv1.2 TLSv1.3',
    }),
  ],
  judge: seen => judgeOldest(seen, { only: ['SSLv3'] }),
}
