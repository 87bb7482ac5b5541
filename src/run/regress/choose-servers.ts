import type { BundledServer } from '../../../fixtures/running-server.js'
import { UsageError } from '../usage-error.js'

/** The servers that are named, each once, in the order of their ids: `tls/old-tls-only`, or `tls/*` for a family; all where none is named. */
export async function chooseServers(
  names: readonly string[] | undefined,
  servers: readonly BundledServer[],
): Promise<readonly BundledServer[]> {
  if (names === undefined || names.length === 0) return servers
  const { unknownServer } = await import('../../../fixtures/start-server.js')
  const named = names.map(name => {
    const pattern = patternOf(name)
    const fitting = servers.filter(({ id }) => pattern.test(id))
    if (fitting.length === 0) throw new UsageError(unknownServer(name))
    return fitting
  })
  const all = new Set(named.flat())
  return servers.filter(server => all.has(server))
}

function patternOf(name: string): RegExp {
  const parts = name.split('*').map(part => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}
