import type { Finding } from '../model/finding.js'
import { judgeOldest } from './support/raw-hellos.js'
import { anyServerRemedy } from './support/remedies.js'

export const finding: Finding = {
  id: 'sslv2-only',
  title: 'The server has only SSLv2',
  why: 'The server speaks SSLv2 (1995) and nothing newer. Its hello has another form: such a server takes the TLS hello for the beginning of a long message and waits for the rest. SSLv2 is broken and forbidden (RFC 6176): no client of today has it.',
  proof:
    'Hellos of SSLv3 and of every TLS come to nothing, and the SSLv2 hello that `--audit` allows is answered by a SERVER-HELLO, twice.',
  phase: 'handshake',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 6176', 'RFC 5246 §E.2'],
  symptoms: [
    { client: 'any', text: 'SSL3_GET_RECORD:wrong version number' },
    { client: 'curl', text: 'curl: (28) SSL connection timeout' },
    { client: 'Python ftplib', text: 'TimeoutError: _ssl.c: The handshake operation timed out' },
  ],
  covers: ['server-drops-clienthello'],
  explains: ['handshake-refused', 'hello-unanswered', 'closed-after-auth', 'greeting-silent'],
  remedies: [
    anyServerRemedy(
      'Update or replace the server: it has no TLS, and no setting of a client of today helps.',
    ),
  ],
  judge: seen => judgeOldest(seen, { only: ['SSLv2'] }),
}
