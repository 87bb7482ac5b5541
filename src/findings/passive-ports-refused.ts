import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { idsOf, evidenceOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
import {
  cellsBehindSetUps,
  dialSummary,
  distinctPorts,
  isAdvertised,
  passiveSetUps,
} from './support/set-ups.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const dialled = passiveSetUps(matrix).filter(setUp => setUp.connect !== 'not-tried')
    const refused = dialled.filter(({ connect }) => connect === 'refused')
    const open = dialled.filter(({ connect }) => connect === 'open')
    if (dialled.length === 0) return undetermined('no passive data port was dialled')
    const cells = cellsBehindSetUps(seen, refused, ['data-connect', 'command'])
    if (refused.length === 0 || (open.length > 0 && cells.length === 0)) return absent
    const isSure = open.length === 0 && distinctPorts(refused.filter(isAdvertised(seen))).length > 1
    return found({
      certainty: isSure ? 'certain' : 'likely',
      summary: `${open.length === 0 ? 'The ports for data refuse connections' : 'Some ports for data refuse connections'}: nobody listens where the server says. ${dialSummary(seen, matrix, refused)}`,
      wouldProve:
        "The same check on the server's own machine: works there = a router or container does not pass the ports on.",
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

export const finding: Finding = {
  id: 'passive-ports-refused',
  title: 'The ports for data refuse connections',
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
    clientRemedy('curl', 'Use active mode, where the client can be reached', { config: '--ftp-port -' }),
    clientRemedy('lftp', 'Use active mode, where the client can be reached', {
      config: 'set ftp:passive-mode off',
    }),
  ],
  judge,
}
