import type { RelayOptions, RunningRelay } from '../../fixtures/start-relay.js'
import { parseTarget } from './parse-target.js'
import { listenTrouble } from './start-server.js'
import { UsageError } from './usage-error.js'

const usualPorts = { explicit: 21, implicit: 990 } as const

/**
 * Puts a network that misbehaves in front of a server, for a test of your client:
 * `await using relay = await startRelay('127.0.0.1:2121', { faults: ['auth-masked'] })`; a server of `startServer` can be given as it is.
 * It listens on loopback only, on any free port, unless told otherwise. Rejects with a `UsageError` when it cannot be
 * started as asked for.
 */
export async function startRelay(
  target: string | { readonly host: string; readonly port: number },
  options: RelayOptions = {},
): Promise<RunningRelay> {
  const { startRelay: start, WrongFaults } = await import('../../fixtures/start-relay.js')
  const { implicit, ...server } =
    typeof target === 'string' ? read(target, options) : { ...target, implicit: options.implicit }
  try {
    return await start({ host: server.host, port: server.port }, { ...options, implicit: implicit ?? false })
  } catch (error) {
    if (error instanceof WrongFaults) throw new UsageError(error.message)
    const trouble = notFound(error) ?? listenTrouble(error, options)
    throw trouble === undefined ? error : new UsageError(trouble)
  }
}

function read(
  target: string,
  { implicit: isAsked = false }: RelayOptions,
): { readonly host: string; readonly port: number; readonly implicit: boolean } {
  const { host, port, securities } = parseTarget(target)
  const implicit = isAsked || securities?.[0] === 'implicit'
  return { host, port: port ?? (implicit ? usualPorts.implicit : usualPorts.explicit), implicit }
}

function notFound(error: unknown): string | undefined {
  const { code, hostname } = error as NodeJS.ErrnoException & { readonly hostname?: string }
  const isName = code === 'ENOTFOUND' || code === 'EAI_AGAIN'
  return isName && hostname !== undefined
    ? `${hostname} is not known: no address was found for that name`
    : undefined
}
