import type { SetUp } from '../../probes/matrix.js'
import type { Finding, Judgement } from '../model/finding.js'
import { wayOf } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { passiveRangeRemedies } from './support/passive-remedies.js'
import { networkRemedy } from './support/remedies.js'
import { cellsBehindSetUps, dialSummary, passiveSetUps } from './support/set-ups.js'

function isClear(setUp: SetUp): boolean {
  return wayOf(setUp.cell).security === 'none'
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const dialled = passiveSetUps(matrix).filter(({ connect }) => connect !== 'not-tried')
    const clear = dialled.filter(isClear)
    const inside = dialled.filter(setUp => !isClear(setUp))
    if (inside.length === 0) return undetermined('no passive data port was dialled inside TLS')
    if (inside.some(({ connect }) => connect === 'open')) return absent
    const silent = inside.filter(({ connect }) => connect === 'silent' || connect === 'unreachable')
    if (clear.length === 0) {
      return undetermined('no transfer in clear was tried to compare with (--allow-clear-login)')
    }
    if (silent.length === 0 || !clear.some(({ connect }) => connect === 'open')) return absent
    const cells = cellsBehindSetUps(seen, silent, ['data-connect', 'command'])
    return found({
      certainty: silent.length > 1 ? 'certain' : 'likely',
      summary: `In clear the ports for data open, inside TLS they never answer: a firewall reads the control connection to open them, and TLS keeps it from reading. ${dialSummary(seen, matrix, silent)}`,
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
  explains: ['passive-ports-filtered'],
  remedies: [
    networkRemedy(
      'On both firewalls: a fixed rule that allows TCP to the whole passive range of the server.',
    ),
    ...passiveRangeRemedies,
  ],
  judge,
}
