import type { Found, Owner, Remedy } from '../../model/finding.js'
import type { Conclusion } from '../../model/joined.js'
import type { Report } from '../../model/report.js'
import { whoseSide } from '../../findings/support/whose-side.js'
import { kindOf } from './kinds.js'

/** A report of one place with what the other places have settled: who, how sure, and only the remedies that still can help. */
export function settle(report: Report, conclusions: readonly Conclusion[]): Report {
  const settled = report.findings.map(found => {
    const conclusion = conclusions.find(({ id }) => id === found.id)
    return conclusion === undefined ? found : settledBy(found, conclusion)
  })
  const isKnown = conclusions.some(({ id, certainty }) => id === report.cause && certainty === 'certain')
  const { status, sentence } = report.verdict
  return {
    ...report,
    verdict: { status, sentence: isKnown ? sentence.replace(whoseSide, '') : sentence },
    findings: settled,
  }
}

function settledBy(found: Found, { side, certainty, wouldProve }: Conclusion): Found {
  const { wouldProve: before, ...rest } = found
  if (certainty === 'likely') {
    const next = wouldProve ?? before
    return { ...rest, ...(next === undefined ? {} : { wouldProve: next }) }
  }
  const left = found.remedies.filter(remedy => !isInVain(found, side, remedy))
  return {
    ...rest,
    certainty: 'certain',
    owner: ownersOf(found, side),
    summary: found.summary.replace(whoseSide, ''),
    remedies: left.length === 0 ? found.remedies : left,
  }
}

function ownersOf({ id, owner }: Found, side: Conclusion['side']): Owner[] {
  if (kindOf({ id, owner }) !== 'way') return owner
  if (side === 'between' || side === 'place') return ['network']
  const own = owner.filter(one => one !== 'network')
  if (side !== 'server') return owner
  return own.length === 0 ? ['server-configuration'] : own
}

/** The ports for data are chosen on the server, so that a firewall can let them through: that helps wherever the firewall is at its side. */
function isInVain({ id, owner }: Found, side: Conclusion['side'], remedy: Remedy): boolean {
  if (kindOf({ id, owner }) !== 'way') return false
  if (remedy.side === 'server')
    return side === 'place' || (side === 'between' && owner.includes('server-software'))
  return remedy.side === 'network' && side === 'server'
}
