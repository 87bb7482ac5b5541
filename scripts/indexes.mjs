// The lists that are made from file names, as texts: one for `generate`, which writes them, and for the test that
// fails when one is stale. A file counts once it exports what its folder holds.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

export const root = fileURLToPath(new URL('..', import.meta.url))

const indexes = [
  {
    folder: 'probes',
    exported: 'probe',
    list: 'probes',
    about: 'All probes, by file name. The order in which they run follows from what they need.',
    type: ['Probe', '../src/engine/tools.js'],
    // A probe of one value type is not one of any value type to the compiler.
    cast: true,
  },
  {
    folder: 'src/findings',
    exported: 'finding',
    list: 'findings',
    about: 'All findings, by file name.',
    type: ['Finding', '../model/finding.js'],
  },
  {
    folder: 'fixtures/servers',
    exported: 'server',
    list: 'servers',
    about: 'All bundled servers, by family and file name.',
    type: ['BundledServer', '../running-server.js'],
    families: true,
  },
  {
    folder: 'fixtures/wire/faults',
    exported: 'fault',
    list: 'wireFaults',
    about: 'All faults of the wire, by file name.',
    type: ['WireFault', '../wire-hooks.js'],
  },
  {
    folder: 'reports/formats',
    exported: 'format',
    list: 'formats',
    about: 'All report formats, by file name.',
    type: ['Format', '../../src/model/report.js'],
  },
]

/** The names under a folder that hold one of its things: `greeting`, or `tls/certificate-self-signed`. */
export function namesIn({ folder, exported, families = false }) {
  return readdirSync(join(root, folder), { recursive: families, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .filter(file => new RegExp(`^export const ${exported}\\b`, 'm').test(readFileSync(file, 'utf8')))
    .map(file => file.slice(join(root, folder).length + 1, -'.ts'.length).replaceAll('\\', '/'))
    .sort()
}

/** Kebab-case and slashes as an identifier that is no reserved word. */
function identifier(name, exported) {
  const camel = name.replace(/[-/]([a-z0-9])/g, (_, letter) => letter.toUpperCase())
  return `${camel}${exported[0].toUpperCase()}${exported.slice(1)}`
}

function indexText(index) {
  const {
    exported,
    list,
    about,
    type: [type, from],
    cast,
  } = index
  const names = namesIn(index)
  const imports = names.map(
    name => `import { ${exported} as ${identifier(name, exported)} } from './${name}.js'`,
  )
  return [
    '// Made by `npm run generate` from the file names in this folder; not to be edited.',
    `import type { ${type} } from '${from}'`,
    ...imports,
    '',
    `/** ${about} */`,
    `export const ${list}: readonly ${type}[] = [`,
    ...names.map(name => `  ${identifier(name, exported)},`),
    `]${cast ? ` as readonly ${type}[]` : ''}`,
    '',
  ].join('\n')
}

/** Formatted as prettier would, so that nobody has to. */
export async function pretty(path, text) {
  const config = await resolveConfig(join(root, path))
  return format(text, { ...config, filepath: path })
}

/** Path to text of every index. */
export async function indexTexts() {
  const texts = new Map()
  for (const index of indexes) {
    const path = `${index.folder}/index.ts`
    texts.set(path, await pretty(path, indexText(index)))
  }
  return texts
}
