import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { filesIn, root, textOf } from './imports.js'

/** What git knows or would know; without git, the folders that hold text. */
function allFiles(): readonly string[] {
  if (existsSync(join(root, '.git')))
    return execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter(path => path !== '' && existsSync(join(root, path)))
  return ['src', 'probes', 'fixtures', 'reports', 'test', 'docs', 'scripts'].flatMap(folder =>
    filesIn(folder, ''),
  )
}

const texts = allFiles().filter(path => /\.(ts|mts|mjs|json|md|sh|py|txt|conf)$/.test(path))

t.test("the README's first fenced block is the two commands for a bare machine", t => {
  const [, block = ''] = /^```\w*\n([\s\S]*?)^```$/m.exec(textOf('README.md')) ?? []
  t.same(block.trimEnd().split('\n'), ['npm ci && npm start', 'npm ci && npm test'])
  t.end()
})

t.test('no file names a folder of one machine', t => {
  const machine = /(^|[^\w.])\/(work|root|farm|home\/\w+|Users\/\w+)\//m
  for (const path of texts) if (machine.test(textOf(path))) t.fail(path)
  t.end()
})

t.test('the lock file names no registry, and has every package', t => {
  const lock = textOf('package-lock.json')
  t.notMatch(lock, /"resolved"/)
  const { packages } = JSON.parse(lock) as { readonly packages: Readonly<Record<string, unknown>> }
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Readonly<
    Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
  >
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    t.match(packages[`node_modules/${name}`], { version }, `${name} is pinned to what is locked`)
    t.match(version, /^\d+\.\d+\.\d+$/, name)
  }
  t.end()
})

t.test('deadlines stand in one file: none is written where it is used', t => {
  const literal =
    /\b(setTimeout|\.after)\([^;]*?,\s*\d[\d_]*\)|\b\w*(deadline|timeout)(Ms)?\s*[:=]\s*\d[\d_]*\b/i
  const engine = ['src/net', 'src/tls', 'src/engine', 'src/diagnosis', 'probes'].flatMap(folder =>
    filesIn(folder),
  )
  for (const path of engine)
    for (const line of textOf(path).split('\n')) if (literal.test(line)) t.fail(`${path}: ${line.trim()}`)
  t.end()
})

t.test('no default exports and no enums', t => {
  for (const path of ['src', 'probes', 'fixtures', 'reports'].flatMap(folder => filesIn(folder)))
    if (/^export default|\benum \w+ \{/m.test(textOf(path))) t.fail(path)
  t.end()
})

t.test('links in the documents lead somewhere', t => {
  for (const path of texts.filter(name => name.endsWith('.md')))
    for (const [, link = ''] of textOf(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)) {
      const target = join(path, '..', link)
      t.ok(existsSync(join(root, target)), `${path}: ${link}`)
    }
  t.end()
})
