// What the compiler does not copy: the JSON that stands beside the code (fixtures/expected, fixtures/recorded), and the executable bit.
import { chmodSync, cpSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = path => fileURLToPath(new URL(`../${path}`, import.meta.url))

for (const folder of ['fixtures/expected', 'fixtures/recorded'])
  if (existsSync(at(folder)))
    cpSync(at(folder), at(`dist/${folder}`), {
      recursive: true,
      filter: source => !/\.(ts|md)$/.test(source),
    })
const program = at('dist/src/cli/main.js')
if (existsSync(program)) chmodSync(program, 0o755)
