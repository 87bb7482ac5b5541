/**
 * What a report prints as the cure of a mistake cures it: a real server gets the mistake, the printed lines go into its
 * configuration as they are, and the finding is gone and no other has come.
 */
import t from 'tap'
import type { Found, Remedy } from '../../src/model/finding.js'
import type { Report } from '../../src/model/report.js'
import { skipUnless } from '../support/needs.js'
import { makeSsl, needs, Site } from './remedies.js'
import { rows, usual, type Row } from './remedy-rows.js'

t.jobs = 4
const ssl = makeSsl(t.testdir())
const only = process.env['FTPS_DOCTOR_REMEDY']

for (const row of rows) {
  const { finding, product, brings = [] } = row
  const name = `${finding}, ${product}`
  if (only !== undefined && !name.includes(only)) continue
  void t.test(name, { skip: skipUnless(...needs[product]) }, async t => {
    await using site = await Site.build(row, await ssl)
    const before = await site.look('before')
    const found = before.findings.find(({ id }) => id === finding)
    if (found === undefined) return t.fail('the mistake is not found', { found: idsOf(before) })
    const remedy = remedyOf(found, row)
    t.match(remedy?.evidence, new RegExp(`^tested ${product} \\d`), 'its cure is marked as tested')
    const after = await site.look('after', remedy?.config)
    const came = idsOf(after).filter(id => !idsOf(before).includes(id) && !usual[product].includes(id))
    t.notOk(idsOf(after).includes(finding), 'the finding is gone')
    t.same(came.sort(), [...brings].sort(), 'no other has come but what was expected')
    t.equal(after.verdict.status, 'healthy', after.verdict.sentence)
  })
}

const idsOf = ({ findings }: Report): readonly string[] => findings.map(({ id }) => id)

function remedyOf(found: Found, { product, cure = '' }: Row): Remedy | undefined {
  return found.remedies.find(
    remedy => remedy.side === 'server' && remedy.product === product && remedy.config?.startsWith(cure),
  )
}
