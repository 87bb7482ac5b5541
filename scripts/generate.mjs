// Writes everything that is made from the rest of the code: the indexes, the JSON Schemas and the pages of the findings
// and of the bundled servers. `npm run generate` (with `-- indexes` only those); a test fails when one of them is stale.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { findingPages } from './finding-pages.mjs'
import { indexTexts, root } from './indexes.mjs'
import { publishedSchema } from './published-schema.mjs'
import { serverPages } from './server-pages.mjs'

function current(path) {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

function write(path, text) {
  if (current(path) === text) return
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}

function pagesIn(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true })
    .filter(name => name.endsWith('.md'))
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
}

for (const [path, text] of await indexTexts()) write(path, text)
if (process.argv[2] === 'indexes') process.exit()

// The schema and the pages come from the built code, which has just changed if an index did.
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
const { ReportSchema } = await import('../dist/src/model/report.js')
const { LogDiagnosisSchema } = await import('../dist/src/model/log-diagnosis.js')
write('docs/report.schema.json', publishedSchema(ReportSchema))
write('docs/log.schema.json', publishedSchema(LogDiagnosisSchema))

const { findings } = await import('../dist/src/findings/index.js')
const { toldServers } = await import('../dist/src/run/told-servers.js')
const servers = await toldServers()
const pages = { findings: await findingPages(findings, servers), servers: await serverPages(servers) }
for (const [folder, texts] of Object.entries(pages)) {
  for (const path of pagesIn(`docs/${folder}`)) if (!texts.has(path)) rmSync(join(root, path))
  for (const [path, text] of texts) write(path, text)
}
