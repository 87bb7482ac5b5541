// node scripts/new.mjs probe|finding|server <id>: the file and its test, both failing until they are filled in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { indexTexts, pretty, root } from './indexes.mjs'

const name = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

function camel(id) {
  return id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
}

const kinds = {
  probe: id => {
    const type = camel(id).replace(/^./, letter => letter.toUpperCase())
    return {
      [`probes/${id}.ts`]: `
        import type { Probe } from '../src/engine/tools.js'
        import { untested } from '../src/model/observation.js'

        /** What was seen: facts only, no times that a replay could not repeat, no opinion. */
        export interface ${type} {
          readonly fillIn: true
        }

        declare module '../src/model/seen.js' {
          interface Values {
            readonly ${/-/.test(id) ? `'${id}'` : id}: ${type}
          }
        }

        /** What is looked at, by which clause of which RFC. */
        export const probe: Probe<'${id}'> = {
          id: '${id}',
          title: '',
          references: [],
          needs: [],
          plan: () => undefined,
          observe: () => Promise.resolve(untested('not-offered')),
          stable: value => value,
        }
      `,
      [`test/probes/${id}.test.ts`]: `
        import t from 'tap'
        import { probe } from '../../probes/${id}.js'

        t.test('what it sees of a bundled server', t => {
          t.fail('${id}: start a bundled server, and compare the whole value')
          t.not(probe.title, '', 'it has a title')
          t.end()
        })
      `,
    }
  },
  finding: id => ({
    [`src/findings/${id}.ts`]: `
      import type { Finding, Judgement } from '../model/finding.js'
      import type { Seen } from '../model/seen.js'
      import { undetermined } from './support/judgement.js'

      function judge(seen: Seen): Judgement {
        return undetermined(\`nothing is judged yet of \${seen.target.host}\`)
      }

      export const finding: Finding = {
        id: '${id}',
        title: '',
        why: '',
        proof: '',
        phase: 'connect',
        severity: 'warning',
        owner: ['server-configuration'],
        references: [],
        symptoms: [],
        covers: [],
        explains: [],
        remedies: [],
        judge,
      }
    `,
    [`test/src/findings/${id}.cases.ts`]: `
      import type { Case } from './support/case.js'

      /** At least one case each that is found, absent and undetermined. */
      export const cases: readonly Case[] = []
    `,
  }),
  server: id => ({
    [`fixtures/servers/${id}.ts`]: `
      import type { BundledServer } from '../../running-server.js'

      export const server: BundledServer = {
        id: '${id}',
        story: '',
        source: 'documents',
        seed: '',
        faults: {},
      }
    `,
  }),
}

const [kind, id] = process.argv.slice(2)
const known = Object.hasOwn(kinds, kind ?? '') && id !== undefined
const parts = id?.split('/') ?? []
if (!known || !parts.every(part => name.test(part)) || parts.length !== (kind === 'server' ? 2 : 1)) {
  console.error('node scripts/new.mjs probe|finding <kebab-case-noun>, or server <family>/<name>')
  process.exit(2)
}
const files = Object.entries(kinds[kind](id))
const taken = files.find(([path]) => existsSync(join(root, path)))
if (taken) {
  console.error(`${taken[0]} is there already`)
  process.exit(2)
}
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), await pretty(path, text))
  console.log(`wrote ${path}`)
}
for (const [path, text] of await indexTexts()) writeFileSync(join(root, path), text)
