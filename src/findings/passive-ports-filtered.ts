import type { SetUp } from '../../probes/matrix.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { judgePassivePorts } from './support/passive-ports.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
import { whoseSide } from './support/whose-side.js'

function judge(seen: Seen): Judgement {
  return judgePassivePorts(seen, {
    connects: ['silent', 'unreachable'],
    theyDo,
    wouldProve:
      "Run it again from another network, such as a phone hotspot: lists there = our outbound rule, else the server's.",
  })
}

/** Who turns connections away by ICMP says so only so often (Linux: icmp_ratelimit, once a second). */
function theyDo(dead: readonly SetUp[]): string {
  const told = dead.filter(({ connect }) => connect === 'unreachable')
  if (told.length === 0) return `never answer: a firewall drops them${whoseSide}`
  const often = told.length === dead.length ? '' : ', now and then,'
  const slow = told.filter(({ seconds = 0 }) => seconds >= 1).length
  // A router asks for seconds who has the address, before it gives up (ARP, RFC 826); a firewall knows at once.
  const nobody =
    2 * slow > dead.length ? ', or a router passes them on to an address where no machine is' : ''
  return `are${often} reported unreachable: a firewall turns connections away${whoseSide}${nobody}`
}

export const finding: Finding = {
  id: 'passive-ports-filtered',
  title: 'The ports for data never answer: a firewall drops them',
  why: 'In passive mode the server opens a new port for each transfer, and the client dials it. A firewall lets port 21 through and drops the others; since TLS hides the port numbers, it cannot open them as it goes.',
  proof:
    'No answer at several of the ports that the server named, or word from the way that they are unreachable, while the control connection is alive. On whose side it drops, only a look from a second place can tell.',
  phase: 'data-connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 959 §3.2', 'RFC 1579', 'RFC 4217 §10'],
  symptoms: [
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
    { client: 'basic-ftp', text: 'None of the available transfer strategies work.' },
    { client: 'curl', text: 'curl: (28) Connection timed out' },
    { client: 'WinSCP', text: 'Timeout detected. (data connection)' },
    {
      client: 'FileZilla',
      text: 'The data connection could not be established: ETIMEDOUT - Connection attempt timed out',
    },
    { client: 'basic-ftp', text: "Can't open data connection in passive mode: connect ETIMEDOUT" },
    { client: 'any', text: '425 Failed to establish connection.' },
    { client: 'any', text: "425 Can't open data connection." },
    { client: 'any', text: '425 Unable to build data connection: Connection timed out' },
  ],
  covers: ['passive-ports-blocked', 'gui-hides-cause'],
  explains: [],
  remedies: [
    networkRemedy('On both firewalls: allow TCP from the clients to the server, the whole passive range.'),
    ...passiveRangeRemedies,
    clientRemedy('curl', 'Use active mode, where the client can be reached (curl 8.0 or newer with TLS)', {
      config: '--ftp-port -',
    }),
    clientRemedy('lftp', 'Use active mode, where the client can be reached', {
      config: 'set ftp:passive-mode off',
    }),
    clientRemedy('FileZilla', 'Site Manager, Transfer Settings: Active, where the client can be reached'),
  ],
  judge,
}
