import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { format } from '../../../reports/formats/json.js'
import { readReport } from '../../../src/run/read-report.js'
import { UsageError } from '../../../src/run/usage-error.js'
import { savedReport } from '../../reports/golden.js'

t.test('a report is read back whole, a byte order mark and later additions included', async t => {
  const folder = t.testdir()
  const file = join(folder, 'report.json')
  const report = { ...savedReport('healthy'), later: true }
  writeFileSync(file, `\ufeff${format.show(report)}`)
  t.same(await readReport(file), report)
})

t.test('what is no report of ours gets one sentence', async t => {
  const report = savedReport('healthy')
  const [first, ...rest] = report.cells
  const table: readonly (readonly [string, string, RegExp])[] = [
    ['empty', '', /it is empty/],
    ['cut', format.show(report).slice(0, 5_000), /not JSON, or cut off/],
    ['foreign', '{"name":"x"}', /is not a report of ftps-doctor/],
    ['null', 'null', /is not a report of ftps-doctor/],
    ['array', '[]', /is not a report of ftps-doctor/],
    ['newer', '{"schema":"ftps-doctor/report/2"}', /needs another ftps-doctor: it is ftps-doctor\/report\/2/],
    ['bare', '{"schema":"ftps-doctor/report/1"}', /is a damaged report: at the top/],
    [
      'status',
      JSON.stringify({ ...report, cells: [{ ...first, status: 'fine' }, ...rest] }),
      /at \/cells\/0\/status/,
    ],
    ['few', JSON.stringify({ ...report, cells: rest }), /holds 79 of the 80 ways/],
    ['twice', JSON.stringify({ ...report, cells: [...rest, rest[0]] }), /holds 79 of the 80 ways/],
  ]
  const folder = t.testdir(Object.fromEntries(table.map(([name, text]) => [name, text])))
  for (const [name, , message] of table) {
    await t.rejects(readReport(join(folder, name)), UsageError, name)
    await t.rejects(readReport(join(folder, name)), { message }, name)
  }
  await t.rejects(readReport(join(folder, 'none')), { message: /cannot read .*: no such file or folder$/ })
  await t.rejects(readReport(folder), { message: /it is a folder$/ })
})
