import type { Finding } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { valueOf } from './support/observed.js'
import { isThroughProxy } from './support/proxy.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { judgePorts, type PortQuestion } from './support/services.js'

/** On a port for implicit TLS the greeting is owed inside. An alert or an end there is no silence, and a second look may not disagree. */
const isSilentInsideTls =
  (seen: Seen): PortQuestion['matches'] =>
  ({ tls, greeting, ended }, methods) =>
    tls !== undefined &&
    greeting === undefined &&
    ended === undefined &&
    methods.every(method => method === 'implicit') &&
    isSilentAgain(seen)

function isSilentAgain(seen: Seen): boolean {
  const entry = valueOf(seen, 'auth')?.entries.implicit
  if (entry === undefined || entry.status === 'untested') return true
  return entry.status === 'fails' && entry.step === 'greeting' && entry.failure === 'timeout'
}

const summaryOf: PortQuestion['summary'] = (where, { service }, all) => {
  if (all.some(look => look.service !== service))
    return `${where} take connections and send no greeting; the second speaks TLS, and is silent inside.`
  return service === 'silent'
    ? `${where} takes the connection, sends no greeting, and does not answer a TLS hello either.`
    : `${where} takes the connection and speaks TLS, and sends no greeting inside.`
}

export const finding: Finding = {
  id: 'greeting-silent',
  title: 'The port takes connections and never says a word',
  why: 'Something takes the connection and says nothing, neither in clear nor to TLS, or nothing once TLS stands: a firewall that answers for a server that is not there, a process that hangs, or a slow look-up of our name.',
  proof:
    'The connection stands; no greeting comes within 35 seconds, and no answer to a TLS hello on a second connection; or, on a port for implicit TLS, TLS stands and no greeting comes inside it.',
  phase: 'greeting',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 959 §5.4', 'RFC 4217 §3'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out with 0 bytes received' },
    { client: 'FileZilla', text: 'Connection established, waiting for welcome message...' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
    { client: 'Python ftplib', text: 'TimeoutError: timed out' },
  ],
  covers: ['tcp-connect-then-silence'],
  explains: [],
  remedies: [
    anyServerRemedy('See whether the FTP server behind the port is alive, and restart it.'),
    networkRemedy(
      'A proxy or load balancer may accept for a server that is down: look at its health checks.',
    ),
  ],
  judge: seen =>
    judgePorts(seen, {
      matches: (look, methods) => look.service === 'silent' || isSilentInsideTls(seen)(look, methods),
      // A proxy may say yes, and then wait for a server that never answers it.
      certainty: isThroughProxy(seen)
        ? ({ service }) => (service === 'silent' ? 'likely' : 'certain')
        : 'certain',
      summary: summaryOf,
      wouldProve:
        "Connect from the server's own machine: silence there too = the server, a greeting = something between.",
    }),
}
