import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import {
  cellsBehindSetUps,
  dialSummary,
  distinctPorts,
  isAdvertised,
  passiveSetUps,
} from './support/set-ups.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const dialled = passiveSetUps(matrix).filter(setUp => setUp.connect !== 'not-tried')
    const silent = dialled.filter(({ connect }) => connect === 'silent' || connect === 'unreachable')
    const open = dialled.filter(({ connect }) => connect === 'open')
    if (dialled.length === 0) return undetermined('no passive data port was dialled')
    const cells = cellsBehindSetUps(seen, silent, ['data-connect', 'command'])
    if (silent.length === 0 || (open.length > 0 && cells.length === 0)) return absent
    const isSure = open.length === 0 && distinctPorts(silent.filter(isAdvertised(seen))).length > 1
    return found({
      certainty: isSure ? 'certain' : 'likely',
      summary: `${open.length === 0 ? 'The ports for data never answer' : 'Some ports for data never answer'}: a firewall drops them, on the server's side or ours. ${dialSummary(seen, matrix, silent)}`,
      wouldProve:
        "Run it again from another network, such as a phone hotspot: lists there = our outbound rule, else the server's.",
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

export const finding: Finding = {
  id: 'passive-ports-filtered',
  title: 'The ports for data never answer: a firewall drops them',
  phase: 'data-connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 959 §3.2', 'RFC 1579', 'RFC 4217 §10'],
  symptoms: [
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
    { client: 'basic-ftp', text: 'None of the available transfer strategies work.' },
    { client: 'curl', text: 'curl: (28) Connection timed out' },
    { client: 'WinSCP', text: 'Timeout detected. (data connection)' },
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
