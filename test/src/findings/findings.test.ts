import { readdirSync } from 'node:fs'
import t from 'tap'
import { findings } from '../../../src/findings/index.js'
import { judgeAll } from '../../../src/diagnosis/judge-all.js'
import type { Case } from './support/case.js'
import { healthySeen, nothingSeen } from './support/seen-builder.js'
import { healthyServers } from './support/healthy-servers.js'

/** Every `<id>.cases.ts` beside this file; one file an id, so that none is forgotten. */
const withCases = readdirSync(new URL('.', import.meta.url))
  .filter(name => name.endsWith('.cases.ts'))
  .map(name => name.slice(0, -'.cases.ts'.length))
  .sort()

t.test('every finding has its cases, and every case file its finding', t => {
  t.same(
    withCases,
    findings.map(({ id }) => id),
  )
  t.end()
})

for (const finding of findings) {
  t.test(finding.id, async t => {
    const { cases } = (await import(`./${finding.id}.cases.js`)) as { readonly cases: readonly Case[] }
    for (const { says, seen, expect } of cases) {
      const judgement = finding.judge(seen)
      if (expect.is === 'found' && judgement.is === 'found') {
        const { ways, remedies, ...rest } = expect
        const severity = judgement.severity ?? finding.severity
        t.match({ ...judgement, severity }, rest, says)
        const worded = judgement.remedies?.map(({ text }) => text).join('\n')
        if (remedies !== undefined) t.match(worded, remedies, `${says}: remedies`)
        if (ways !== undefined) t.equal(judgement.cells.length, ways, `${says}: ways`)
      } else t.match(judgement, expect, says)
    }
    if (finding.id !== 'unknown-cause') {
      const kinds = new Set(cases.map(({ expect }) => expect.is))
      t.same(
        [...kinds].sort(),
        ['absent', 'found', 'undetermined'],
        'found, absent and undetermined are shown',
      )
    }
  })
}

t.test('where nothing was tested, no judge throws and none says found or absent', t => {
  for (const finding of findings) t.match(finding.judge(nothingSeen()), { is: 'undetermined' }, finding.id)
  t.end()
})

t.test('a found finding that is only likely says what would prove it', async t => {
  for (const finding of findings) {
    const { cases } = (await import(`./${finding.id}.cases.js`)) as { readonly cases: readonly Case[] }
    for (const { says, seen } of cases) {
      const judgement = finding.judge(seen)
      if (judgement.is !== 'found') continue
      if (judgement.certainty === 'likely') t.ok(judgement.wouldProve, `${finding.id}: ${says}`)
      t.notMatch(
        judgement.summary,
        /\b(?:cell|matrix|wire form|differential|vantage)/i,
        `${finding.id}: in words for people`,
      )
    }
  }
})

t.test('healthy servers are accused of no error, and every judge has an answer', t => {
  const { faults } = judgeAll(healthySeen(), findings)
  t.same(faults, [])
  for (const [name, seen] of healthyServers) {
    const errors = judgeAll(seen, findings).found.filter(
      ({ finding, judgement }) => (judgement.severity ?? finding.severity) === 'error',
    )
    t.same(
      errors.map(({ finding }) => finding.id),
      [],
      name,
    )
  }
  t.end()
})

t.test('the data of a finding is whole', t => {
  for (const finding of findings) {
    t.match(finding.id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    t.ok(finding.title.length < 90 && !finding.title.endsWith('.'), `${finding.id}: title`)
    t.ok(finding.references.length > 0, `${finding.id}: references`)
    for (const words of [finding.why, finding.proof])
      t.match(words, /^[A-Z0-9\S].{10,400}[.]$/, `${finding.id}: why and proof are sentences`)
    for (const explained of finding.explains)
      t.ok(
        findings.some(({ id }) => id === explained),
        `${finding.id} explains ${explained}`,
      )
  }
  t.end()
})
