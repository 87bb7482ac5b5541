import fc from 'fast-check'
import t from 'tap'
import { needsCause } from '../../../src/diagnosis/attribute.js'
import { diagnose } from '../../../src/diagnosis/diagnose.js'
import { exitStatus } from '../../../src/diagnosis/exit-status.js'
import { findings } from '../../../src/findings/index.js'
import { cellStatuses, wireForms, type SeenCell } from '../../../src/model/cell.js'
import type { Recording, Report } from '../../../src/model/report.js'
import { seenOf } from '../../../src/model/seen-of.js'
import { failures, steps } from '../../../src/model/step.js'
import { recordingOf, reply } from '../findings/support/seen-builder.js'

const lines = ['220 hi', '421 Too many', '425 No', '500 Unknown', '502 No', '522 Must be encrypted', '550 No']
const outcome = fc.record(
  {
    status: fc.constantFrom(...cellStatuses),
    step: fc.constantFrom(...steps),
    failure: fc.constantFrom(...failures),
    reply: fc.constantFrom(...lines).map(reply),
    reason: fc.constantFrom('not-reachable', 'certificate-not-trusted', 'needs-credentials', 'no-listener'),
    wire: fc.constantFrom(...wireForms),
  },
  { requiredKeys: ['status'] },
)

/** Any outcome on any way: more than any server could do. */
const recordings: fc.Arbitrary<Recording> = fc
  .record({
    outcomes: fc.array(outcome, { minLength: 1, maxLength: 12 }),
    keep: fc.constantFrom('greeting', 'auth', 'certificate', 'login', 'work', 'matrix', undefined),
    interrupted: fc.boolean(),
    login: fc.constantFrom('asked' as const, 'no-credentials' as const, 'not-wanted' as const),
  })
  .map(({ outcomes, keep, interrupted, login }) => {
    const usual = recordingOf({ run: { interrupted, login } })
    const observations: Recording['observations'] = Object.fromEntries(
      Object.entries(usual.observations).filter(([id]) => id !== keep),
    )
    const cells = usual.cells.map((cell, index): SeenCell => {
      const { id, security, protection, mode, port, evidence } = cell
      const other = outcomes[index % outcomes.length]
      return other === undefined || index % 3 === 0
        ? cell
        : { id, security, protection, mode, port, ...other, evidence }
    })
    return { ...usual, observations, cells }
  })

function holds(report: Report): void {
  const ids = new Set(report.findings.map(({ id }) => id))
  const seen = seenOf(report)
  for (const cell of report.cells) {
    if (needsCause(seen, cell) && cell.cause === null) throw new Error(`${cell.id} has no cause`)
    if (cell.cause !== null && !ids.has(cell.cause))
      throw new Error(`${cell.id}: ${cell.cause} was not found`)
    if (cell.cause !== null && cell.status !== 'fails' && cell.status !== 'refused')
      throw new Error(`${cell.id} needs no cause`)
  }
  report.findings.forEach(({ rank, consequenceOf }, index) => {
    if (rank !== index + 1) throw new Error(`rank ${rank} at place ${index}`)
    if (consequenceOf !== null && !ids.has(consequenceOf)) throw new Error(`${consequenceOf} was not found`)
  })
  const { status } = report.verdict
  const hasError = report.findings.some(({ severity }) => severity === 'error')
  const mayBeNull = status === 'healthy' || (status === 'inconclusive' && !hasError)
  if ((report.cause === null) !== mayBeNull) throw new Error(`${status} with cause ${String(report.cause)}`)
  if (status === 'healthy' && hasError) throw new Error('healthy with an error')
  if (report.findings[0]?.consequenceOf != null) throw new Error('the first is a consequence')
}

t.test('whatever the 80 ways came to, the diagnosis holds together and can be replayed', t => {
  fc.assert(
    fc.property(recordings, recording => {
      const first = JSON.stringify(diagnose(JSON.parse(JSON.stringify(recording)) as Recording, findings))
      const report = JSON.parse(first) as Report
      holds(report)
      if (report.faults.length > 0) throw new Error(JSON.stringify(report.faults))
      if (JSON.stringify(diagnose(report, findings)) !== first) throw new Error('the replay differs')
      const exit = exitStatus(report)
      if (report.verdict.status === 'broken' && exit === 0) throw new Error('broken, and exit 0')
    }),
    { numRuns: 150 },
  )
  t.end()
})
