/** What `regress` says to a pipeline, read by parsers of others. */
import { spawnSync } from 'node:child_process'
import t from 'tap'
import { Parser } from 'tap-parser'
import { regressFormats } from '../../../src/cli/regress-formats.js'
import type { Behaviour } from '../../../src/model/expectation.js'
import type { Compared } from '../../../src/run/regress.js'
import { skipUnless } from '../../support/needs.js'

const seen = {} as Behaviour
const compared: readonly Compared[] = [
  { server: 'tls/old-tls-only', is: 'same', seen },
  { server: 'data/peer-mismatch', is: 'skipped', reason: 'on linux only' },
  {
    server: 'tls/certificate-weak',
    is: 'different',
    drift: ['verdict: "a" < b & c', 'second\u001b[31m'],
    seen,
  },
  { server: 'silence/user', is: 'failed', message: 'its thread ended' },
  { server: 'partner.json', is: 'gone' },
]

t.test('TAP', t => {
  const points: unknown[] = []
  const parser = new Parser(result => {
    t.match(result, { count: 5, pass: 2, fail: 3, skip: 1 })
  })
  parser.on('assert', ({ ok, name }: { readonly ok: boolean; readonly name: string }) =>
    points.push([ok, name]),
  )
  parser.end(regressFormats['tap']?.(compared) ?? '')
  t.same(points, [
    [true, 'tls/old-tls-only'],
    [true, 'data/peer-mismatch'],
    [false, 'tls/certificate-weak'],
    [false, 'silence/user'],
    [false, 'partner.json'],
  ])
  t.notMatch(regressFormats['tap']?.(compared), '\u001b')
  t.end()
})

const read = `
import sys, json, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps([root.attrib] + [[c.get('classname'), c.get('name'), [[k.tag, k.get('message'), k.text] for k in c]] for c in root.iter('testcase')]))`

t.test('JUnit', { skip: skipUnless('python3') }, t => {
  const { stdout } = spawnSync('python3', ['-c', read], { input: regressFormats['junit']?.(compared) })
  t.same(JSON.parse(stdout.toString()), [
    { tests: '5', failures: '2', errors: '1', skipped: '1' },
    ['tls', 'old-tls-only', []],
    ['data', 'peer-mismatch', [['skipped', 'on linux only', null]]],
    ['tls', 'certificate-weak', [['failure', 'verdict: "a" < b & c', 'verdict: "a" < b & c\nsecond']]],
    [
      'silence',
      'user',
      [['error', 'not looked at to the end: its thread ended', 'not looked at to the end: its thread ended']],
    ],
    [
      '',
      'partner.json',
      [['failure', 'there is no such server any more', 'there is no such server any more']],
    ],
  ])
  t.end()
})
