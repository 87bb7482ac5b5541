import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { isAlive, portsOf, severityOfPort } from './support/ports.js'
import { isThroughProxy } from './support/proxy.js'
import { claim, endpoints } from './support/reach.js'
import { anyServerRemedy, clientRemedy, testedRemedy } from './support/remedies.js'
import { list } from './support/words.js'

function takes(places: readonly string[]): string {
  return `${list(places)} ${new Set(places).size > 1 ? 'take' : 'takes'} connections.`
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'greeting', greeting => {
    const ports = portsOf(greeting)
    const refused = ports.filter(port => port.look.connect === 'refused')
    if (refused.length === 0) {
      return ports.every(port => isAlive(port.look)) ? absent : undetermined('a port was not reached at all')
    }
    const severity = refused.some(port => severityOfPort(seen, port) === 'error') ? 'error' : 'info'
    const places = new Set(endpoints(seen, refused))
    const open = ports.filter(port => port.look.connect === 'open')
    const other = open.length === 0 ? '' : ` ${takes(endpoints(seen, open))}`
    const told = isThroughProxy(seen) ? ', says the proxy' : ''
    return found({
      certainty: isThroughProxy(seen) ? 'likely' : 'certain',
      ...(isThroughProxy(seen) ? { wouldProve: 'The same check without the proxy, or its log.' } : {}),
      severity,
      summary: `${list([...places])} ${places.size > 1 ? 'refuse' : 'refuses'} connections${told}: nothing listens there, or a firewall answers no for it.${other}`,
      ...(open.length === 0 ? { cleared: ['client'] as const } : {}),
      ...(severity === 'error' ? { fill: { PORT: String(refused[0]?.look.port) } } : {}),
      ...claim(seen, refused),
    })
  })
}

export const finding: Finding = {
  id: 'connection-refused',
  title: 'The port refuses connections',
  why: 'The host is there and nothing listens on this port: the server is not started, or listens on another port (990 for implicit TLS), or a firewall refuses openly.',
  proof: 'The host itself answered with a refusal (RST), at once.',
  phase: 'connect',
  severity: 'error',
  owner: ['server-configuration', 'network'],
  references: ['RFC 9293 §3.5.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (7) Failed to connect: Connection refused' },
    { client: 'basic-ftp', text: 'connect ECONNREFUSED' },
    {
      client: 'FileZilla',
      text: 'Connection attempt failed with "ECONNREFUSED - Connection refused by server"',
    },
  ],
  covers: ['tcp-refused', 'implicit-default-port'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Start the FTP server, or have it listen on this port; its log says why it does not start (often a certificate or key that cannot be read).',
    ),
    testedRemedy('vsftpd', 'Listen on this port, on all addresses', {
      config: 'listen=YES\nlisten_ipv6=NO\nlisten_address=0.0.0.0\nlisten_port=PORT',
    }),
    testedRemedy('ProFTPD', 'Listen on this port, on all addresses', {
      config: 'Port PORT\nDefaultAddress 0.0.0.0',
    }),
    testedRemedy('Pure-FTPd', 'Listen on this port, on all addresses', { config: 'Bind 0.0.0.0,PORT' }),
    testedRemedy('pyftpdlib', 'Listen on this port, on all addresses', {
      config: "server = FTPServer(('0.0.0.0', PORT), handler)",
    }),
    clientRemedy('any', 'Use the port that takes connections, with the kind of TLS that is spoken there.'),
  ],
  judge,
}
