import type { Finding } from '../model/finding.js'
import { judgePair } from './support/auth-pair.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'

/** Those versions were seen to stop; others were not tried. */
const stopped =
  'Clients that send only AUTH TLS, such as wget 1.21, Python 3.11 ftplib and rclone 1.60, cannot begin'

export const finding: Finding = {
  id: 'auth-tls-refused',
  title: 'AUTH TLS is refused, only AUTH SSL is taken',
  why: 'The server knows only the older AUTH SSL. Clients that say AUTH TLS alone, as the standard has it, stop here.',
  proof: 'AUTH TLS is refused; AUTH SSL is taken, and its handshake comes to its end.',
  phase: 'auth',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 4217 §4', 'https://datatracker.ietf.org/doc/html/draft-murray-auth-ftp-ssl-07'],
  symptoms: [
    { client: 'wget', text: 'Server does not support AUTH TLS.' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 504' },
    { client: 'lftp', text: 'ftp:ssl-force is set and server does not support or allow SSL' },
    { client: 'basic-ftp', text: 'FTPError: 504' },
  ],
  covers: ['auth-ssl-only'],
  explains: [],
  remedies: [
    anyServerRemedy('Update the server to one that knows RFC 4217 (2005).'),
    clientRemedy('curl', 'Nothing to do: it sends AUTH SSL first'),
    clientRemedy('lftp', 'Ask for AUTH SSL', { config: 'set ftp:ssl-auth SSL; set ftp:use-feat no' }),
  ],
  judge: seen =>
    judgePair(seen, {
      refused: 'auth-tls',
      taken: 'auth-ssl',
      comment: `${stopped}.`,
    }),
}
