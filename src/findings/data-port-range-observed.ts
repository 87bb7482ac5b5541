import type { SetUp } from '../../probes/matrix.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { networkRemedy, serverRemedy } from './support/remedies.js'
import { distinctPorts, passiveSetUps } from './support/set-ups.js'
import { count } from './support/words.js'

/** Whoever owns a firewall has to know them only where some do not open. */
const closed: readonly SetUp['connect'][] = ['silent', 'unreachable', 'refused', 'not-through-proxy']

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', (matrix, evidence) => {
    const named = passiveSetUps(matrix).filter(({ port }) => port !== undefined)
    const ports = distinctPorts(named)
    if (named.length === 0) return undetermined('no reply to PASV or EPSV named a port')
    if (!named.some(({ connect }) => closed.includes(connect))) return absent
    if (ports.length < 2) return undetermined('one port alone tells of no range')
    const [lowest, highest] = [Math.min(...ports), Math.max(...ports)]
    return found({
      certainty: 'certain',
      summary: `PASV and EPSV named ${count(ports.length, 'port')} between ${lowest} and ${highest}: a firewall on the way has to let all of the server's range through, which may reach further.`,
      cells: [],
      evidence,
    })
  })
}

export const finding: Finding = {
  id: 'data-port-range-observed',
  title: 'The ports for data that the server named',
  why: 'In passive mode the server names another port for each transfer. Who opens a firewall has to know the range; what was seen is the least that belongs to it.',
  proof: 'The ports in the replies to PASV and EPSV, of which some did not open.',
  phase: 'data-connect',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 959 §4.1.2', 'RFC 2428 §3'],
  symptoms: [],
  covers: [],
  explains: [],
  remedies: [
    networkRemedy("Ask for the server's range, or read it from its configuration, and open exactly that."),
    serverRemedy('vsftpd', 'Set the range', { config: 'pasv_min_port=50000\npasv_max_port=50100' }),
    serverRemedy('ProFTPD', 'Set the range', { config: 'PassivePorts 50000 50100' }),
    serverRemedy('Pure-FTPd', 'Set the range', { config: 'PassivePortRange 50000 50100' }),
    serverRemedy('pyftpdlib', 'Set the range', { config: 'handler.passive_ports = range(50000, 50101)' }),
  ],
  judge,
}
