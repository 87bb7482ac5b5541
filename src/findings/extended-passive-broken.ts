import type { SetUp } from '../../probes/matrix.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isNoCoincidence } from './support/coincidence.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { clientRemedy, networkRemedy } from './support/remedies.js'
import { cellsBehindSetUps, dialSummary, modeOf, passiveSetUps } from './support/set-ups.js'
import { reachedWays, useOf } from './support/set-up-ways.js'
import { quoted, said } from './support/words.js'

const dead: readonly SetUp['connect'][] = ['silent', 'refused', 'unreachable']

/** A 229 that nobody can read, while the 227 is fine. */
function judgeUnreadable(seen: Seen): Judgement | undefined {
  const cells = reachedWays(seen, 'EPSV').filter(
    cell => cell.step === 'mode' && cell.failure === 'reply-malformed',
  )
  const [first] = cells
  if (first === undefined || useOf(seen, 'PASV').taken.length === 0) return undefined
  return found({
    certainty: 'certain',
    summary: `The reply to EPSV cannot be read (${quoted(first.reply)}), the one to PASV can.`,
    ...(first.reply === undefined ? {} : { quote: said(first.reply) }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

function judgePorts(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const dialled = passiveSetUps(matrix).filter(({ connect }) => connect !== 'not-tried')
    const extended = dialled.filter(setUp => modeOf(setUp) === 'EPSV')
    const plain = dialled.filter(setUp => modeOf(setUp) === 'PASV')
    if (extended.length === 0) return undetermined('no port of a 229 was dialled')
    const failing = extended.filter(({ connect }) => dead.includes(connect))
    if (failing.length < extended.length) return absent
    // Where a port of PASV is dead as well, EPSV is not what decides.
    if (plain.some(({ connect }) => dead.includes(connect)))
      return undetermined('ports of PASV do not answer either')
    const open = plain.filter(({ connect }) => connect === 'open')
    if (open.length === 0) return undetermined('no port of PASV was dialled')
    const cells = cellsBehindSetUps(seen, failing, ['data-connect', 'command'])
    return found({
      certainty: isNoCoincidence(open.length, failing.length) ? 'certain' : 'likely',
      summary: `EPSV is taken and its ports do not work, those of PASV do. ${dialSummary(seen, matrix, failing)}`,
      wouldProve: "The same check on the server's own machine.",
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

export const finding: Finding = {
  id: 'extended-passive-broken',
  title: 'EPSV is taken, and its ports do not work',
  why: "EPSV names only a port. A box between that rewrites the address in PASV's reply does not know EPSV, or the server names a port that nobody listens on.",
  proof: 'The port of a 229 cannot be reached or read, where that of a 227 on the same server works.',
  phase: 'data-connect',
  severity: 'error',
  owner: ['server-configuration', 'network'],
  references: ['RFC 2428 §3'],
  symptoms: [
    { client: 'basic-ftp', text: 'Timeout when trying to open data connection' },
    { client: 'curl', text: 'curl: (28) Connection timed out' },
  ],
  covers: ['epsv-ok-but-port-dead', 'epsv-malformed'],
  explains: ['passive-ports-filtered', 'passive-ports-refused'],
  remedies: [
    networkRemedy('Update the firewall, or give it a fixed rule for the passive range: it reads PASV only.'),
    clientRemedy('curl', 'Use PASV', { config: '--disable-epsv' }),
    clientRemedy('lftp', 'Use PASV', { config: 'set ftp:prefer-epsv no' }),
    clientRemedy('rclone', 'Use PASV', { config: '--ftp-disable-epsv' }),
  ],
  judge: seen => judgeUnreadable(seen) ?? judgePorts(seen),
}
