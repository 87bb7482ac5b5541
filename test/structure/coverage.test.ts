/**
 * What the findings recognise of the known ways in which FTPS fails. `failure-modes.json` has their ids by how often they
 * are met: A every day, B regularly, C rarely. `npx tap --reporter=tap`
 * on this file shows what is not recognised yet.
 */
import t from 'tap'
import { findings } from '../../src/findings/index.js'
import failureModes from './failure-modes.json' with { type: 'json' }

/** Everyday failures that no finding recognises yet, and the finding that is to. */
const awaited: Readonly<Record<string, string>> = {
  'tls13-ticket-single-use': 'single-use-tickets',
  'tls13-upload-truncated': 'upload-truncated',
}

const covered = new Set(findings.flatMap(({ covers }) => covers))
const left = (ids: readonly string[]): readonly string[] => ids.filter(id => !covered.has(id))

t.test('what findings say they cover is a known way to fail', t => {
  const known = new Set(Object.values(failureModes).flat())
  for (const { id, covers } of findings) for (const mode of covers) t.ok(known.has(mode), `${id}: ${mode}`)
  t.end()
})

t.test('every everyday failure is recognised, or awaits a finding that is not there yet', t => {
  const there = new Set(findings.map(({ id }) => id))
  for (const mode of left(failureModes.A)) {
    const finding = awaited[mode]
    t.ok(finding !== undefined && !there.has(finding), `${mode}: ${finding ?? 'nothing'} recognises it`)
  }
  for (const [often, ids] of Object.entries(failureModes))
    t.comment(`${often}: ${left(ids).length} of ${ids.length} left: ${left(ids).join(' ')}`)
  t.end()
})
