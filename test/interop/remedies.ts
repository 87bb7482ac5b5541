import t, { type Test } from 'tap'
import type { Found, Remedy } from '../../src/model/finding.js'
import type { Report } from '../../src/model/report.js'
import { skipUnless } from '../support/needs.js'
import { isSoak } from '../support/soak.js'
import { makeSsl, needs, Site } from './remedy-site.js'
import type { ClientRow } from './remedy-client-rows.js'
import { usual, type Row } from './remedy-rows.js'

/** One test a row; of each finding the first one, and all in the soak. FTPS_DOCTOR_REMEDY names a part of `finding, product` to run no more than that. */
export function tryRemedies(rows: readonly Row[]): void {
  t.jobs = 4
  const ssl = makeSsl(t.testdir())
  const only = process.env['FTPS_DOCTOR_REMEDY'] ?? ''
  const isFirst = (row: Row): boolean => rows.find(({ finding }) => finding === row.finding) === row
  for (const row of rows.filter(one => isSoak || only !== '' || isFirst(one))) {
    const name = `${row.finding}, ${row.product}`
    if (!name.includes(only)) continue
    void t.test(name, { skip: skipUnless(...needs[row.product]) }, async t => {
      await using site = await Site.build(row, await ssl)
      await tryRow(t, row, site)
    })
  }
}

async function tryRow(t: Test, row: Row, site: Site): Promise<void> {
  const { finding, product, brings = [] } = row
  const before = await site.look('before')
  const found = before.findings.find(({ id }) => id === finding)
  if (found === undefined) {
    t.fail('the mistake is not found', { found: idsOf(before) })
    return
  }
  const remedy = remedyOf(found, row)
  t.match(remedy?.evidence, new RegExp(`^tested ${product} \\d`), 'its cure is marked as tested')
  const after = await site.look('after', remedy?.config)
  const came = idsOf(after).filter(id => !idsOf(before).includes(id) && !usual[product].includes(id))
  t.notOk(idsOf(after).includes(finding), 'the finding is gone')
  t.same(came.sort(), [...brings].sort(), 'no other has come but what was expected')
  t.equal(after.verdict.status, 'healthy', after.verdict.sentence)
}

const idsOf = ({ findings }: Report): readonly string[] => findings.map(({ id }) => id)

function remedyOf(found: Found, row: Row): Remedy | undefined {
  return found.remedies.find(remedy => isCureOf(row, remedy))
}

/** Whether this is the remedy that a row tries. */
export function isCureOf({ product, cure = '' }: Row, remedy: Remedy): boolean {
  return remedy.side === 'server' && remedy.product === product && remedy.config?.startsWith(cure) === true
}

/** Whether this is the setting that a row tries. */
export function isSettingOf({ client, cure = '' }: ClientRow, remedy: Remedy): boolean {
  return remedy.side === 'client' && remedy.product === client && remedy.config?.startsWith(cure) === true
}
