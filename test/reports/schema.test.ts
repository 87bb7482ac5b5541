import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import t from 'tap'
import { publishedSchema } from '../../scripts/published-schema.mjs'
import { LogDiagnosisSchema } from '../../src/model/log-diagnosis.js'
import { ReportSchema } from '../../src/model/report.js'
import { savedReport, savedReports } from './golden.js'

const schemaFile = new URL('../../docs/report.schema.json', import.meta.url)

const logSchemaFile = new URL('../../docs/log.schema.json', import.meta.url)

t.test('the published schemas are those of the model: npm run generate', t => {
  t.equal(readFileSync(schemaFile, 'utf8'), publishedSchema(ReportSchema))
  t.equal(readFileSync(logSchemaFile, 'utf8'), publishedSchema(LogDiagnosisSchema))
  t.end()
})

t.test('saved reports of earlier versions validate: a change that breaks one breaks its readers', t => {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
  for (const name of savedReports)
    t.ok(validate(savedReport(name)), `${name}: ${JSON.stringify(validate.errors)}`)
  t.end()
})

t.test('readers accept what later versions add, and not what is damaged', t => {
  const validate = new Ajv({ strict: false }).compile(ReportSchema)
  const report = savedReport('healthy')
  t.ok(validate({ ...report, later: { added: true } }))
  t.notOk(validate({ ...report, cells: report.cells.slice(1) }))
  t.notOk(validate({ ...report, verdict: { status: 'fine', sentence: '' } }))
  t.end()
})
