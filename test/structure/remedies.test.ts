import t from 'tap'
import { findings } from '../../src/findings/index.js'
import type { Remedy } from '../../src/model/finding.js'
import { isCureOf } from '../interop/remedies.js'
import { rows } from '../interop/remedy-rows.js'

const rowsOf = (finding: string, remedy: Remedy): number =>
  rows.filter(row => row.finding === finding && isCureOf(row, remedy)).length

t.test('every remedy of a server that says "tested" is tried on that server', t => {
  for (const { id, remedies } of findings)
    for (const remedy of remedies)
      if (remedy.side === 'server' && remedy.evidence.startsWith('tested'))
        t.not(rowsOf(id, remedy), 0, `${id}: ${remedy.product}: ${remedy.text}`)
  t.end()
})

t.test('every row that is tried is a remedy that says "tested", and one alone', t => {
  for (const row of rows) {
    const remedies = findings.find(({ id }) => id === row.finding)?.remedies ?? []
    const cures = remedies.filter(remedy => isCureOf(row, remedy))
    t.match(
      cures.map(({ evidence }) => evidence),
      [/^tested /],
      `${row.finding}: ${row.product}`,
    )
    t.equal(cures.length, 1, `${row.finding}: ${row.product}: name the cure that is meant`)
  }
  t.end()
})
