import type { Finding } from '../model/finding.js'
import { isThroughProxy } from './support/proxy.js'
import { anyServerRemedy, networkRemedy, serverRemedy } from './support/remedies.js'
import { judgePorts } from './support/services.js'

export const finding: Finding = {
  id: 'closed-before-greeting',
  title: 'The connection is closed before any greeting',
  why: 'The server, or something before it, took the connection and hung up at once: an access list (hosts.deny, an allow list), a ban after failed logins, or a service that crashed.',
  proof: 'The connection stood, and ended before any byte came.',
  phase: 'greeting',
  severity: 'error',
  owner: ['server-configuration', 'network'],
  references: ['RFC 959 §5.4'],
  symptoms: [
    { client: 'basic-ftp', text: 'Server sent FIN packet unexpectedly, closing connection.' },
    { client: 'Python ftplib', text: 'EOFError' },
    { client: 'curl', text: 'curl: (56) Recv failure: Connection reset by peer' },
  ],
  covers: ['greeting-close-no-text'],
  explains: [],
  remedies: [
    anyServerRemedy('Look for an access list, a ban or a connection limit that meets this address.'),
    serverRemedy('vsftpd', 'Check the access list, or do without it', {
      config: 'tcp_wrappers=NO',
      lowersSecurity: true,
    }),
    networkRemedy(
      'A load balancer whose servers are down, or one that sends a PROXY header, looks the same.',
    ),
  ],
  judge: seen =>
    judgePorts(seen, {
      matches: look => look.service === 'closed',
      certainty: 'likely',
      summary: (where, look) =>
        isThroughProxy(seen)
          ? `The connection to ${where} ends before a single byte: the server hung up, or the proxy did not get there (some say yes before they have connected).`
          : `${where} takes the connection and ${look.ended === 'rst' ? 'resets' : 'closes'} it before a single byte.`,
      wouldProve: isThroughProxy(seen)
        ? "The same check from the proxy's own machine, or its log."
        : 'Try from another address: a greeting there = an access list or a ban for this one.',
    }),
}
