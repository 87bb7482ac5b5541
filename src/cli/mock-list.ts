import type { Command } from 'commander'
import type { ListedServer } from '../run/list-servers.js'
import { finish, print } from './finish.js'
import { textOptions } from './terminal.js'

/** `mock list [--json]`: what can be served. */
export function addMockList(mock: Command): void {
  mock
    .command('list')
    .description('Lists the bundled servers: what each does, and where the story comes from.')
    .option('--json', 'as an array of { id, family, summary, story, source, seed, platforms }')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { listServers } = await import('../run/list-servers.js')
      const servers = await listServers()
      await print(json ? `${JSON.stringify(servers, null, 2)}\n` : await asText(servers))
      await finish(0)
    })
}

/** An id that can be copied, and below it what happens; an empty line between families. */
async function asText(servers: readonly ListedServer[]): Promise<string> {
  const { wrap } = await import('../../reports/text/prose.js')
  const { width = 80 } = textOptions(false, true)
  const entry = ({ id, summary, ...from }: ListedServer): string =>
    [`${id}  (${origin(from)})`, ...wrap(summary, width - 4).map(line => `    ${line}`)].join('\n')
  const families = [...new Set(servers.map(({ family }) => family))]
  const groups = families.map(name =>
    servers
      .filter(({ family }) => family === name)
      .map(entry)
      .join('\n'),
  )
  return `${groups.join('\n\n')}\n\nStart one: ftps-doctor mock serve <id>\nA bad network before any other server: ftps-doctor mock relay --list\n`
}

function origin({ source, platforms }: Pick<ListedServer, 'source' | 'platforms'>): string {
  return platforms === undefined ? source : `${source}; only on ${platforms.join(', ')}`
}
