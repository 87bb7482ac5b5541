import t from 'tap'
import { findings } from '../../src/findings/index.js'
import type { Remedy } from '../../src/model/finding.js'
import { isCureOf, isSettingOf } from '../interop/remedies.js'
import { clientRows } from '../interop/remedy-client-rows.js'
import { rows } from '../interop/remedy-rows.js'

const rowsOf = (finding: string, remedy: Remedy): number =>
  rows.filter(row => row.finding === finding && isCureOf(row, remedy)).length +
  clientRows.filter(tried => tried.row.finding === finding && isSettingOf(tried, remedy)).length

t.test('every remedy that says "tested" is tried on that server or with that client', t => {
  for (const { id, remedies } of findings)
    for (const remedy of remedies)
      if (remedy.evidence.startsWith('tested'))
        t.not(rowsOf(id, remedy), 0, `${id}: ${remedy.product}: ${remedy.text}`)
  t.end()
})

t.test('every row that is tried is a remedy that says "tested", and one alone', t => {
  const tried = [
    ...rows.map(row => ({ ...row, of: row.product, is: (remedy: Remedy) => isCureOf(row, remedy) })),
    ...clientRows.map(client => ({
      ...client.row,
      of: client.client,
      is: (remedy: Remedy) => isSettingOf(client, remedy),
    })),
  ]
  for (const { finding, of, is } of tried) {
    const cures = findings.find(({ id }) => id === finding)?.remedies.filter(is) ?? []
    t.equal(cures.length, 1, `${finding}: ${of}: name the cure that is meant`)
    t.match(cures[0]?.evidence, /^tested /, `${finding}: ${of}`)
  }
  t.end()
})
