import type { SetUp } from '../../../probes/matrix.js'
import type { Judgement } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { evidenceOf, idsOf } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { judgeObserved } from './observed.js'
import { cellsBehindSetUps, dialSummary, distinctPorts, isAdvertised, passiveSetUps } from './set-ups.js'

/** How passive data ports can be dead, and what that means. */
interface DeadPorts {
  readonly connects: readonly SetUp['connect'][]
  /** What the ports do, behind "The ports for data". */
  readonly theyDo: string
  readonly because: string
  readonly wouldProve: string
}

/** Judges whether the passive ports that were dialled are dead in this manner. Certain where none is open and two that the server named are dead. */
export function judgePassivePorts(seen: Seen, ports: DeadPorts): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const dialled = passiveSetUps(matrix).filter(({ connect }) => connect !== 'not-tried')
    const dead = dialled.filter(({ connect }) => ports.connects.includes(connect))
    const someOpen = dialled.some(({ connect }) => connect === 'open')
    if (dialled.length === 0) return undetermined('no passive data port was dialled')
    const cells = cellsBehindSetUps(seen, dead, ['data-connect', 'command'])
    if (dead.length === 0) return absent
    const isSure = !someOpen && distinctPorts(dead.filter(isAdvertised(seen))).length > 1
    const which = someOpen ? 'Some ports for data' : 'The ports for data'
    return found({
      certainty: isSure ? 'certain' : 'likely',
      // Every way came through all the same, by another port.
      ...(someOpen && cells.length === 0 ? { severity: 'warning' } : {}),
      summary: `${which} ${ports.theyDo}: ${ports.because}. ${dialSummary(seen, matrix, dead)}`,
      wouldProve: ports.wouldProve,
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}
