import type { Cell, SeenCell } from '../model/cell.js'
import type { Finding, Found } from '../model/finding.js'
import type { Recording, Report, VerdictStatus } from '../model/report.js'
import { seenOf } from '../model/seen-of.js'
import { attribute } from './attribute.js'
import { isFaultOfJudge, judgeAll } from './judge-all.js'
import type { Nearest } from './nearest.js'
import { rank } from './rank.js'
import { unknownCause } from './unknown-cause.js'
import { verdictOf } from './verdict.js'

/**
 * Everything that is concluded from a recording: judge, attribute, fold, rank, verdict. `near` is what it resembles. Pure, and blind to what an
 * earlier diagnosis concluded, so that a report can be diagnosed again and comes out the same byte for byte.
 */
export function diagnose(
  recording: Recording,
  findings: readonly Finding[],
  near: readonly Nearest[] = [],
): Report {
  const cells = recording.cells.map(withoutCause)
  const seen = seenOf({ ...recording, cells })
  const judged = judgeAll(seen, findings)
  const { causes, unexplained } = attribute(seen, judged.found)
  const unknown = unknownCause(unexplained)
  const allCauses = new Map([
    ...causes,
    ...unknown.flatMap(({ finding }) => unexplained.map(cell => [cell.id, finding.id] as const)),
  ])
  const found = rank([...judged.found, ...unknown], allCauses)
  const verdict = verdictOf(recording, seen, found)
  return {
    schema: recording.schema,
    tool: recording.tool,
    target: recording.target,
    started: recording.started,
    duration: recording.duration,
    run: recording.run,
    verdict,
    cause: causeOf(verdict.status, found),
    findings: [...found],
    undetermined: [...judged.undetermined],
    cells: cells.map((cell): Cell => ({ ...cell, cause: allCauses.get(cell.id) ?? null })),
    observations: recording.observations,
    clients: [],
    nearest: [...near],
    faults: [...recording.faults.filter(fault => !isFaultOfJudge(fault)), ...judged.faults],
    transcript: recording.transcript,
  }
}

function withoutCause(cell: SeenCell): SeenCell {
  return Object.fromEntries(Object.entries(cell).filter(([key]) => key !== 'cause')) as SeenCell
}

/** The first finding; null when nothing is wrong, or nothing wrong was seen. */
function causeOf(status: VerdictStatus, found: readonly Found[]): string | null {
  const [first] = found
  if (first === undefined || status === 'healthy') return null
  return status === 'inconclusive' && first.severity !== 'error' ? null : first.id
}
