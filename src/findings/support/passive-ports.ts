import type { SetUp } from '../../../probes/matrix.js'
import type { Judgement } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { sameAddress } from '../../model/addresses.js'
import { cellsOf, isBad, tlsMethods } from './cells.js'
import { evidenceOf, idsOf } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { limitedSetUps } from './limited-ports.js'
import { judgeObserved } from './observed.js'
import { isThroughProxy } from './proxy.js'
import { networkRemedy } from './remedies.js'
import {
  cellsBehindSetUps,
  dialSummary,
  distinctPorts,
  isAdvertised,
  isMisled,
  passiveSetUps,
} from './set-ups.js'

/** How passive data ports can be dead, and what that means. */
interface DeadPorts {
  readonly connects: readonly SetUp['connect'][]
  /** What the ports do and why, behind "The ports for data". */
  readonly theyDo: (dead: readonly SetUp[]) => string
  readonly wouldProve: string
}

/** Judges whether the passive ports that were dialled are dead in this manner. Certain where none is open and two that the server named are dead. */
export function judgePassivePorts(seen: Seen, ports: DeadPorts): Judgement {
  return judgeObserved(seen, 'matrix', matrix => {
    const misled = isMisled(seen)
    const dialled = passiveSetUps(matrix).filter(
      setUp => setUp.connect !== 'not-tried' && !(setUp.connect !== 'open' && misled(setUp)),
    )
    const dead = dialled.filter(({ connect }) => ports.connects.includes(connect))
    const open = dialled.filter(({ connect }) => connect === 'open')
    if (dialled.length === 0) return undetermined('no passive data port was dialled')
    if (dialled.every(({ connect }) => connect === 'not-through-proxy'))
      return undetermined('a proxy was to connect, and brought no connection to a port for data')
    const cells = cellsBehindSetUps(seen, dead, ['data-connect', 'command'])
    if (dead.length === 0) return absent
    if (limitedSetUps(seen).some(limited => dead.includes(limited)))
      return undetermined(
        'some ports for data were stopped as further connections to the server were: a limit',
      )
    const isSure =
      !isThroughProxy(seen) && open.length === 0 && distinctPorts(dead.filter(isAdvertised(seen))).length > 1
    const isScattered = open.length > 0 && !liesSomewhere(open, dead)
    const which = open.length > 0 ? 'Some ports for data' : 'The ports for data'
    const words = [
      `${which} ${ports.theyDo(dead)}.`,
      whichOpen(open, dead),
      dialSummary(seen, matrix, dead),
      namedBesides(seen, dead),
    ]
    return found({
      certainty: isSure ? 'certain' : 'likely',
      // Every way came through all the same, by another port.
      ...(open.length > 0 && cells.length === 0 ? { severity: 'warning' } : {}),
      summary: words.filter(word => word !== '').join(' '),
      wouldProve: isScattered
        ? "The firewall's rules for new connections (connlimit, hashlimit, rate), and its log; or the same transfers with a minute between them: all of them work then = such a rule."
        : open.length > 0
          ? `Compare the server's passive range with the firewall's rule. ${ports.wouldProve}`
          : ports.wouldProve,
      ...(isScattered ? { remedies: [moreAtOnce] } : {}),
      ...(isActiveDead(seen) ? { cleared: ['client'] as const } : {}),
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

/** Ports that open apart from those that do not look like a part of a range; a mixture looks like anything else. */
function whichOpen(open: readonly SetUp[], dead: readonly SetUp[]): string {
  if (open.length === 0) return ''
  const [opened, closed] = [distinctPorts(open), distinctPorts(dead)]
  const [low, high] = [Math.min(...opened), Math.max(...opened)]
  const range = low === high ? String(low) : `${low} to ${high}`
  if (liesApart(opened, closed))
    return `TCP ${range} opened: perhaps only a part of the range is let through.`
  return liesApart(closed, opened)
    ? 'The ports around them opened: perhaps a part of the range is left out.'
    : 'Higher and lower ones opened: it is not the number that decides; perhaps new connections are limited, or packets get lost.'
}

/** All that a client can try instead is active mode: not where that was seen to fail, too. */
function isActiveDead(seen: Seen): boolean {
  const active = cellsOf(seen, { security: tlsMethods, protection: ['P'], mode: ['PORT', 'EPRT'] })
  return active.some(isBad) && !active.some(({ status }) => status === 'works')
}

const moreAtOnce = networkRemedy(
  'Let more new connections through to the passive range, at once and in a while: one transfer after another needs one each.',
)

/** Those that open, or those that do not, are a part of a range. */
function liesSomewhere(open: readonly SetUp[], dead: readonly SetUp[]): boolean {
  const [opened, closed] = [distinctPorts(open), distinctPorts(dead)]
  return liesApart(opened, closed) || liesApart(closed, opened)
}

/** None of the others lies between the lowest and the highest of these. */
function liesApart(these: readonly number[], others: readonly number[]): boolean {
  return !others.some(port => port >= Math.min(...these) && port <= Math.max(...these))
}

/** Where a 227 names another address as well, that is a second fault behind this one. */
function namedBesides(seen: Seen, dead: readonly SetUp[]): string {
  const foreign = dead.find(
    ({ named, ours }) =>
      typeof named === 'string' && !sameAddress(named, seen.target.address) && !sameAddress(named, ours),
  )
  // Through a proxy nobody here knows the server's own address.
  return foreign === undefined || seen.target.address === null
    ? ''
    : `PASV, moreover, names ${foreign.named}, which is not this address.`
}
