import type { SetUp } from '../../probes/matrix.js'
import type { Finding, Judgement } from '../model/finding.js'
import { wayOf } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { activeSeverity } from './support/active.js'
import { isNoCoincidence } from './support/coincidence.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'
import { networkRemedy, untested } from './support/remedies.js'
import { activeSetUps, cellsBehindSetUps, dialSummary, passiveSetUps } from './support/set-ups.js'
import { list } from './support/words.js'

/** A data connection came about, or did not, whoever was to connect; `not-tried` and a foreign peer tell nothing. */
const dead: readonly SetUp['connect'][] = ['silent', 'unreachable', 'refused', 'nobody-came']

function isClear(setUp: SetUp): boolean {
  return wayOf(setUp.cell).security === 'none'
}

interface Compared {
  readonly inClear: readonly SetUp[]
  readonly dead: readonly SetUp[]
}

/** Set-ups of one kind: inside TLS all came to nothing, in clear none did. */
function compare(setUps: readonly SetUp[]): Compared {
  const inside = setUps.filter(setUp => !isClear(setUp))
  const inClear = setUps.filter(isClear)
  const isOpen = ({ connect }: SetUp): boolean => connect === 'open'
  if (inside.some(isOpen) || inClear.length === 0 || !inClear.every(isOpen)) return { inClear: [], dead: [] }
  return { inClear, dead: inside.filter(({ connect }) => dead.includes(connect)) }
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const tried = matrix.setUps.filter(({ connect }) => connect !== 'not-tried')
    if (tried.every(isClear)) return undetermined('no data connection was tried inside TLS')
    if (!tried.some(isClear))
      return passiveSetUps(matrix).some(({ connect }) => connect === 'open')
        ? absent
        : undetermined('no transfer in clear was tried to compare with (--allow-clear-login)')
    const passive = compare(passiveSetUps({ ...matrix, setUps: tried }))
    const active = compare(activeSetUps({ ...matrix, setUps: tried }))
    if (passive.dead.length + active.dead.length === 0) return absent
    const cells = cellsBehindSetUps(seen, [...passive.dead, ...active.dead], ['data-connect', 'command'])
    const modes = list([
      ...(passive.dead.length > 0 ? ['passive'] : []),
      ...(active.dead.length > 0 ? ['active'] : []),
    ])
    const isSure = [passive, active].some(kind => isNoCoincidence(kind.inClear.length, kind.dead.length))
    return found({
      certainty: isSure ? 'certain' : 'likely',
      ...(passive.dead.length === 0 ? { severity: activeSeverity(seen) } : {}),
      summary: `In ${modes} mode data connections come about in clear and never inside TLS: a firewall reads the control connection to open the ports, and TLS keeps it from reading.${passive.dead.length > 0 ? ` ${dialSummary(seen, matrix, passive.dead)}` : ''}`,
      wouldProve: 'A fixed rule for the passive range: with it transfers inside TLS work too.',
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

export const finding: Finding = {
  id: 'encrypted-control-blinds-firewall',
  title: 'A firewall opens data ports only where it can read along',
  why: 'A firewall that reads FTP opens each port for data as PASV or PORT names it. Inside TLS it can read nothing and opens nothing: clear FTP works, FTPS logs in and does not list.',
  proof:
    'The same mode of the same server works on a clear session and not inside TLS (--allow-clear-login makes it certain).',
  phase: 'data-connect',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 4217 §10'],
  symptoms: [
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
    { client: 'basic-ftp', text: 'None of the available transfer strategies work.' },
  ],
  covers: ['pinhole-clear-only'],
  explains: ['passive-ports-filtered', 'passive-ports-refused', 'active-blocked'],
  remedies: [
    networkRemedy(
      'On both firewalls: a fixed rule that allows TCP to the whole passive range of the server.',
    ),
    ...untested(passiveRangeRemedies),
  ],
  judge,
}
