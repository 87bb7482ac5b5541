import t from 'tap'
import { filesIn, importsOf, textOf } from './imports.js'

/** Who may know whom (docs/architecture.md). `types`: only as `import type`. Longer folders win. */
const layers: Readonly<
  Record<string, { readonly knows: readonly string[]; readonly types?: readonly string[] }>
> = {
  'src/protocol': { knows: [] },
  'src/tls': { knows: [] },
  'src/net': { knows: [] },
  'src/model': { knows: [] },
  'src/engine': { knows: ['src/protocol', 'src/tls', 'src/net', 'src/model'] },
  'src/client': { knows: ['src/engine', 'src/protocol', 'src/tls', 'src/net', 'src/model'] },
  'src/logs': { knows: ['src/protocol', 'src/model'] },
  'src/findings': { knows: ['src/model'], types: ['probes'] },
  'src/diagnosis': { knows: ['src/findings', 'src/model'] },
  'src/run': {
    knows: [
      'src/diagnosis',
      'src/findings',
      'src/logs',
      'src/client',
      'src/engine',
      'src/tls',
      'src/net',
      'src/model',
      'probes',
      'fixtures',
      'fixtures/servers',
    ],
  },
  'src/cli': { knows: ['src/run', 'src/model', 'reports'] },
  probes: { knows: ['src/engine', 'src/protocol', 'src/tls', 'src/net', 'src/model'] },
  fixtures: {
    knows: ['fixtures/wire', 'fixtures/scripted', 'fixtures/relay', 'fixtures/servers'],
    types: ['src/model'],
  },
  'fixtures/wire': { knows: ['src/model'] },
  'fixtures/scripted': { knows: ['fixtures/wire', 'fixtures', 'src/model'] },
  'fixtures/relay': { knows: ['fixtures/wire', 'fixtures'] },
  'fixtures/servers': {
    knows: ['fixtures/scripted', 'fixtures/relay', 'fixtures/wire', 'fixtures', 'src/model'],
  },
  reports: { knows: ['src/model'], types: ['probes'] },
}

function layerOf(path: string): string {
  const folders = Object.keys(layers).filter(folder => path.startsWith(`${folder}/`))
  return folders.sort((a, b) => b.length - a.length)[0] ?? '?'
}

const sources = ['src', 'probes', 'fixtures', 'reports'].flatMap(folder => filesIn(folder))

t.test('every file stands in a layer', t => {
  for (const path of sources) t.not(layerOf(path), '?', path)
  t.end()
})

t.test('imports run downwards only', t => {
  for (const path of sources)
    for (const { to, typeOnly } of importsOf(path)) {
      const [from, target] = [layerOf(path), layerOf(to)]
      const layer = layers[from]
      const allowed = [from, ...(layer?.knows ?? []), ...(typeOnly ? (layer?.types ?? []) : [])]
      if (!allowed.includes(target)) t.fail(`${path} imports ${to}${typeOnly ? ' (type)' : ''}`)
    }
  t.end()
})

t.test('no file imports itself in a circle', t => {
  const graph = new Map(
    sources.map(path => [path, importsOf(path).flatMap(({ to, typeOnly }) => (typeOnly ? [] : [to]))]),
  )
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) t.fail([...way.slice(way.indexOf(path)), path].join(' > '))
    if (done.has(path) || way.includes(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...way, path])
    done.add(path)
  }
  for (const path of sources) visit(path, [])
  t.end()
})

t.test('only the command line prints, or reads what the process was given', t => {
  for (const path of sources.filter(path => !path.startsWith('src/cli/')))
    t.notMatch(
      textOf(path),
      /\bconsole\.|\bprocess\.(env|argv|exit|exitCode|stdout|stderr|stdin|on|once|cwd)\b/,
      path,
    )
  t.end()
})

t.test('packages have one home', t => {
  const homes: readonly (readonly [RegExp, RegExp])[] = [
    [/from '(ftp-srv|selfsigned)'|import\('(ftp-srv|selfsigned)'\)/, /^fixtures\//],
    [/from 'cli-table3'/, /^reports\//],
    [/from 'commander'/, /^src\/cli\//],
    [/from 'ajv'|import\('ajv'\)/, /^src\/run\//],
    [/from '@sinclair\/typebox'/, /^src\/model\//],
  ]
  for (const [used, home] of homes)
    for (const path of sources)
      if (used.test(textOf(path))) t.match(path, home, `${path} uses ${used.source}`)
  t.end()
})
