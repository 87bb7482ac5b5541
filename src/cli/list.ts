import { Argument, type Command } from 'commander'
import { lists as partsOfRun, titled, type Listed } from '../run/lists.js'
import { finish, print } from './finish.js'

const lists: Readonly<Record<string, () => Promise<readonly Listed[]>>> = {
  ...partsOfRun,
  formats: async () => titled((await import('../../reports/formats/index.js')).formats),
}

/** `list probes|findings|servers|formats [--json]`. */
export function addList(program: Command): void {
  program
    .command('list')
    .summary('what it can look at, find, imitate and write')
    .description('Lists the probes, the findings, the bundled servers or the report formats.')
    .addArgument(new Argument('<what>', 'which list').choices(Object.keys(lists)))
    .option('--json', 'as an array of { id, title }')
    .action(async (what: string, { json }: { readonly json?: boolean }) => {
      const entries = (await lists[what]?.()) ?? []
      await print(json ? `${JSON.stringify(entries, null, 2)}\n` : await asText(entries))
      await finish(0)
    })
}

async function asText(entries: readonly Listed[]): Promise<string> {
  const { wrap } = await import('../../reports/text/prose.js')
  const indent = Math.max(...entries.map(({ id }) => id.length)) + 2
  const lines = entries.flatMap(({ id, title }) =>
    wrap(title, 80 - indent).map((line, index) => (index === 0 ? id : '').padEnd(indent) + line),
  )
  return `${lines.join('\n')}\n`
}
