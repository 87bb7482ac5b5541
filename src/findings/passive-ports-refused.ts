import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { judgePassivePorts } from './support/passive-ports.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'
import { isThroughProxy } from './support/proxy.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'

function judge(seen: Seen): Judgement {
  const told = isThroughProxy(seen) ? ', says the proxy' : ''
  return judgePassivePorts(seen, {
    connects: ['refused'],
    theyDo: () =>
      `refuse connections${told}: nobody listens where the server says, or a firewall on the way answers no`,
    wouldProve:
      "The same check on the server's own machine: works there = a router or container does not pass the ports on.",
  })
}

export const finding: Finding = {
  id: 'passive-ports-refused',
  title: 'The ports for data refuse connections',
  why: 'The server names a port for data, and something answers there that nobody listens: a firewall that refuses openly, a load balancer that sends it to another machine, or a port range that is not forwarded.',
  proof: 'A refusal (RST) at the ports that the server named.',
  phase: 'data-connect',
  severity: 'error',
  owner: ['server-configuration', 'network'],
  references: ['RFC 959 §3.2', 'RFC 4217 §10'],
  symptoms: [
    { client: 'basic-ftp', text: "Can't open data connection in passive mode: connect ECONNREFUSED" },
    { client: 'curl', text: 'curl: (7) Failed to connect: Connection refused' },
    { client: 'FileZilla', text: 'The data connection could not be established: ECONNREFUSED' },
  ],
  covers: ['passive-refused', 'load-balancer-splits-channels'],
  explains: [],
  remedies: [
    networkRemedy('Containers and routers: pass the whole passive range on, port for port.', {
      config: 'docker run -p 21:21 -p 50000-50100:50000-50100 ...',
    }),
    ...passiveRangeRemedies,
    networkRemedy("Load balancers: send a client's control and data connections to one and the same server."),
    clientRemedy('curl', 'Use active mode, where the client can be reached (curl 8.0 or newer with TLS)', {
      config: '--ftp-port -',
    }),
    clientRemedy('lftp', 'Use active mode, where the client can be reached', {
      config: 'set ftp:passive-mode off',
    }),
  ],
  judge,
}
