import t from 'tap'
import { format } from '../../reports/formats/json.js'
import type { Report } from '../../src/model/report.js'
import { savedReport } from './golden.js'

t.test('nothing is lost', t => {
  const report = savedReport('login-refused')
  t.same(JSON.parse(format.show(report)), report)
  t.end()
})

t.test('characters that a terminal obeys are escaped, and come back', t => {
  const nasty = '\x1b[2J \x9b31m \u202e \u200b \u2028 \u{e0041}'
  const report = { ...savedReport('healthy'), tool: { name: nasty } } as unknown as Report
  const text = format.show(report)

  t.notMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f]|[\p{Cf}\p{Zl}]/u)
  t.equal((JSON.parse(text) as Report).tool.name, nasty)
  t.end()
})
