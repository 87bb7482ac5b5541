import type { RunningServer, StartOptions } from '../../fixtures/running-server.js'
import { addressKind } from '../net/address.js'
import { isFixtureFile, readFixture } from './fixture/read-fixture.js'
import { UsageError } from './usage-error.js'

/** Where a bundled server listens and whom it lets in; everything has a default that suits a test. */
export type ServerOptions = Omit<StartOptions, 'faults' | 'policy'>

/**
 * Starts a server that misbehaves, for a test of your client: `await using server = await startServer('tls/auth-ssl-only')`,
 * or one that `fixture from` made of a report: `startServer('test/partner.json')`.
 * It listens on loopback only, on any free port, unless told otherwise. Rejects with a `UsageError` when it cannot be
 * started as asked for.
 */
export async function startServer(id: string, options: ServerOptions = {}): Promise<RunningServer> {
  const { CannotStart, startServer: start } = await import('../../fixtures/start-server.js')
  try {
    if (!isFixtureFile(id)) return await start(id, options)
    const { startFixture } = await import('../../fixtures/start-fixture.js')
    return await startFixture(await readFixture(id), { ...options, id })
  } catch (error) {
    if (error instanceof CannotStart) throw new UsageError(error.message)
    const trouble = listenTrouble(error, options)
    throw trouble === undefined ? error : new UsageError(trouble)
  }
}

/** Whether only this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || addressKind(host) === 'loopback'
}

/** Why nothing can listen there, as one sentence; undefined for what is no matter of the options. */
export function listenTrouble(
  error: unknown,
  { host = '127.0.0.1', port = 0 }: Pick<ServerOptions, 'host' | 'port'>,
): string | undefined {
  const { code = '', port: refused = port } = error as NodeJS.ErrnoException & { readonly port?: number }
  switch (code) {
    case 'EADDRINUSE':
      return `port ${refused} of ${host} is taken: choose another one, or 0 for any free one`
    case 'EACCES':
      return `port ${refused} of ${host} needs more rights than this user has: choose one above 1023`
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return `${host} is no address of this machine`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not known: no address was found for that name`
    default:
      return undefined
  }
}
