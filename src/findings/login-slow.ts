import type { Finding } from '../model/finding.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { judgeSlow } from './support/slow.js'

export const finding: Finding = {
  id: 'login-slow',
  title: 'The server takes long to let anybody in',
  why: 'The right password is accepted seconds after it was sent, each time: the server asks a directory (LDAP, Active Directory, RADIUS) that answers late or only at the second try, or it makes everybody wait. Clients that open a session for each transfer pay it every time.',
  proof:
    'Every accepted PASS took longer than 5 seconds, while replies to other commands came sooner. Refused ones do not count: a server may hold those back against guessing.',
  phase: 'login',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.1', 'RFC 959 §5.4'],
  symptoms: [{ client: 'curl', text: 'curl: (28) FTP response timeout' }],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Read the server's log for this moment and see what it asks for the password: a directory whose first server does not answer comes first in the list, a module of PAM waits.",
    ),
    clientRemedy('any', 'Keep one session open for many transfers, and wait longer than the login takes.'),
    clientRemedy('lftp', 'Wait longer', { config: 'set net:timeout 60' }),
    clientRemedy('Python ftplib', 'Wait longer', { config: 'FTP_TLS(timeout=60)' }),
    clientRemedy('FileZilla', 'Settings, Connection: Timeout in seconds: 60'),
  ],
  judge: seen =>
    judgeSlow(seen, {
      of: 'logins',
      says: 'An accepted PASS is answered',
      on: 'login',
      without: 'nobody was let in',
      means: 'Whatever it is that checks passwords takes so long.',
      wouldProve: "The server's log, or a login on its own machine: as slow there = what checks passwords.",
    }),
}
