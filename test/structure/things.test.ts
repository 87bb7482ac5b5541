import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { servers } from '../../fixtures/servers/index.js'
import { wireFaults } from '../../fixtures/wire/faults/index.js'
import { probes } from '../../probes/index.js'
import { formats } from '../../reports/formats/index.js'
import { findingPages } from '../../scripts/finding-pages.mjs'
import { indexTexts } from '../../scripts/indexes.mjs'
import { serverPages } from '../../scripts/server-pages.mjs'
import { findings } from '../../src/findings/index.js'
import { readExpectations } from '../../src/run/expectations.js'
import { toldServers } from '../../src/run/told-servers.js'
import { filesIn, root, textOf } from './imports.js'

/** Things of one kind: where their files are, and what each must have. */
interface Kind {
  readonly folder: string
  readonly things: readonly { readonly id: string }[]
  readonly nested?: true
}

const kinds: readonly Kind[] = [
  { folder: 'probes', things: probes },
  { folder: 'src/findings', things: findings },
  { folder: 'fixtures/servers', things: servers, nested: true },
  { folder: 'fixtures/wire/faults', things: wireFaults },
  { folder: 'reports/formats', things: formats },
]

t.test('the indexes are fresh: npm run generate', async t => {
  for (const [path, text] of await indexTexts()) t.equal(textOf(path), text, path)
})

for (const { folder, things, nested } of kinds)
  t.test(`${folder}: every file is one thing, and bears its id`, t => {
    const names = filesIn(folder)
      .map(path => path.slice(folder.length + 1, -'.ts'.length))
      .filter(name => name !== 'index' && (nested ?? !name.includes('/')))
      .sort()
    t.same(things.map(({ id }) => id).sort(), names)
    for (const { id } of things)
      t.match(id, nested ? /^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/)
    t.end()
  })

t.test('every probe and every format has its test, every finding its cases', t => {
  const tests = [
    ...probes.map(({ id }) => `test/probes/${id}.test.ts`),
    ...formats.map(({ id }) => `test/reports/${id}.test.ts`),
    ...findings.map(({ id }) => `test/src/findings/${id}.cases.ts`),
  ]
  for (const path of tests) t.ok(existsSync(join(root, path)), path)
  t.end()
})

t.test('one test starts every bundled server', t => {
  const loops = filesIn('test/fixtures', '.test.ts').filter(path => textOf(path).includes('of servers'))
  t.not(loops.length, 0, 'test/fixtures has a test that loops over the servers')
  t.end()
})

t.test('a client that we did not write meets every bundled server', t => {
  const texts = filesIn('test/fixtures/outside', '.test.ts').map(path => textOf(path))
  for (const { id } of servers)
    t.ok(
      texts.some(text => text.includes(`'${id}'`)),
      `${id}: test/fixtures/outside has no test of it`,
    )
  t.end()
})

t.test('a diagnosis of a bundled server begins with what is wrong with it', t => {
  const expected = readExpectations()
  const ids = findings.map(({ id }) => id)
  for (const { id, seed } of servers) {
    const expectation = expected.get(id)
    const [first] = Object.entries(expectation?.findings ?? {})
    if (seed !== null) {
      t.ok(ids.includes(seed), `${id}: ${seed} is a finding`)
      t.equal(first?.[0], seed, id)
      continue
    }
    t.equal(expectation?.verdict, 'healthy', id)
    t.notMatch(first?.[1], /^error/, id)
  }
  t.end()
})

t.test('what people read of a thing is filled in', t => {
  for (const { id, title } of [...probes, ...findings, ...formats]) t.ok(title.length > 3, id)
  for (const { id, story } of servers) t.ok(story.length > 40, id)
  t.end()
})

t.test('what a finding explains is there, and is another one', t => {
  const ids = findings.map(({ id }) => id)
  for (const { id, explains } of findings)
    for (const other of explains) t.ok(other !== id && ids.includes(other), `${id}: ${other}`)
  t.end()
})

function areFresh(t: Test, folder: string, pages: ReadonlyMap<string, string>): void {
  t.same(filesIn(folder, '.md'), [...pages.keys()].sort())
  for (const [path, text] of pages) t.equal(textOf(path), text, path)
}

t.test('the pages of the bundled servers are fresh: npm run generate', async t => {
  const pages = await serverPages(await toldServers())
  areFresh(t, 'docs/servers', pages)
  t.equal(pages.size, servers.length + 1, 'one a server, and their list')
  const [first] = servers.filter(({ seed }) => seed !== null)
  t.match(pages.get(`docs/servers/${first?.id ?? ''}.md`), `](../../findings/${first?.seed ?? ''}.md)`)
})

t.test('the pages of the findings are fresh: npm run generate', async t => {
  const pages = await findingPages(findings, await toldServers())
  areFresh(t, 'docs/findings', pages)
  const remedies = [...pages.values()].flatMap(text => text.match(/^- \*\*.*$/gm) ?? [])
  t.ok(remedies.length > findings.length)
  t.same(
    remedies.filter(line => /\.\.$|\.\)?\.|\. \(in `|\. \(then `/.test(line.replaceAll('...', ''))),
    [],
    'a sentence ends once',
  )
})
