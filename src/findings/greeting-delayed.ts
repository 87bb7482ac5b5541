import type { Finding } from '../model/finding.js'
import { anyServerRemedy, clientRemedy, serverRemedy } from './support/remedies.js'
import { judgeSlow } from './support/slow.js'

export const finding: Finding = {
  id: 'greeting-delayed',
  title: 'The server takes long to greet',
  why: 'The connection stands at once, and the greeting comes seconds later, each time. Most often the server first looks up the name of our address (reverse DNS), or asks our machine who we are (ident), and waits until nobody has answered. Clients with less patience give up.',
  proof:
    'Every connection was greeted, and none within 5 seconds, while replies to commands came sooner. What the server waits for does not show from here.',
  phase: 'greeting',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 959 §5.4', 'RFC 1413'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) FTP response timeout' },
    { client: 'FileZilla', text: 'Connection established, waiting for welcome message...' },
    { client: 'Python ftplib', text: 'TimeoutError: timed out' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
  ],
  covers: ['reverse-dns-delay'],
  explains: [],
  remedies: [
    serverRemedy('vsftpd', 'Ask for no names: /etc/hosts.allow and hosts.deny with names in them do', {
      config: 'tcp_wrappers=NO',
      lowersSecurity: true,
    }),
    serverRemedy('ProFTPD', 'Ask for no names and no users', {
      config: 'UseReverseDNS off\n<IfModule mod_ident.c>\n  IdentLookups off\n</IfModule>',
    }),
    serverRemedy('Pure-FTPd', 'Ask for no names', { config: 'DontResolve yes' }),
    anyServerRemedy(
      "See that the server's own name servers answer (/etc/resolv.conf), also for addresses that have no name.",
    ),
    clientRemedy('curl', 'Wait longer', { config: '--connect-timeout 60' }),
    clientRemedy('lftp', 'Wait longer', { config: 'set net:timeout 60' }),
    clientRemedy('Python ftplib', 'Wait longer', { config: 'FTP_TLS(timeout=60)' }),
    clientRemedy('FileZilla', 'Settings, Connection: Timeout in seconds: 60'),
  ],
  judge: seen =>
    judgeSlow(seen, {
      of: 'greetings',
      says: 'The greeting comes',
      on: 'connection',
      without: 'nobody was greeted',
      means: 'A client that waits less gives up before the first word.',
      wouldProve: 'Run it again: the same time = a look-up that nobody answers, another one = a busy server.',
    }),
}
