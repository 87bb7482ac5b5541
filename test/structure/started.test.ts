/**
 * Every finding has been met: a situation that a test starts shows it. That is what a bundled server is expected to
 * come to, or what a test under look-alikes or interop, where servers run, asserts to be found.
 */
import t from 'tap'
import { findings } from '../../src/findings/index.js'
import { rows } from '../interop/remedy-rows.js'
import { filesIn, textOf } from './imports.js'

interface Expected {
  readonly findings: Readonly<Record<string, string>>
}

/** The forms in which these tests say that a finding is found: `ids`, the lists of what is not, are none of them. */
const asserted: readonly RegExp[] = [
  /\bcause: '(?<id>[a-z0-9-]+)'/g,
  /\bisCause\(t, report, '(?<id>[a-z0-9-]+)'/g,
  /\bt\.equal\(report\.cause, '(?<id>[a-z0-9-]+)'/g,
  // Looked up, and the line below says with a text of its own what it is: `undefined` is no text.
  /\bconst (\w+) = [\w.]+\.find\(\(\{ id \}\) => id === '(?<id>[a-z0-9-]+)'\)\n\s+t\.equal\(\1\?\.\w+, '/g,
]
const beside = /\bbeside: \[([^\]]*)\]/g

function saidIn(text: string): readonly string[] {
  const alone = asserted.flatMap(form => [...text.matchAll(form)].map(({ groups }) => groups?.['id'] ?? ''))
  const lists = [...text.matchAll(beside)].flatMap(([, list = '']) => list.match(/[a-z0-9-]+/g) ?? [])
  return [...alone, ...lists]
}

const expected = filesIn('fixtures/expected', '.json').flatMap(path =>
  Object.keys((JSON.parse(textOf(path)) as Expected).findings),
)
const told = [...filesIn('test/look-alikes', '.test.ts'), ...filesIn('test/interop', '.test.ts')].flatMap(
  path => saidIn(textOf(path)),
)
const started = new Set([...expected, ...told, ...rows.map(({ finding }) => finding)])

t.test('a situation is started that shows every finding', t => {
  for (const { id } of findings) t.ok(started.has(id), id)
  t.end()
})

t.test('the lists of what is not found count for nothing', t => {
  t.same(saidIn("const ids = ['listing-empty']\nlookAlikes('x', ids, [])"), [])
  t.same(saidIn("cause: 'listing-empty', beside: ['login-refused', 'ssh-service']"), [
    'listing-empty',
    'login-refused',
    'ssh-service',
  ])
  t.end()
})

t.test('what is looked up counts where it is said to be found', t => {
  const lookedUp = "const found = report.findings.find(({ id }) => id === 'listing-empty')\n  "
  t.same(saidIn(`${lookedUp}t.equal(found?.severity, 'info')`), ['listing-empty'])
  t.same(saidIn(`${lookedUp}t.not(found?.certainty, 'certain')`), [], 'so is one that is not found')
  t.same(saidIn(`${lookedUp}t.equal(found, undefined)`), [])
  t.end()
})
