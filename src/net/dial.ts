import net from 'node:net'
import type { Patience } from './deadline.js'

export type DialOutcome =
  | { readonly is: 'open'; readonly socket: net.Socket; readonly seconds: number }
  | {
      readonly is: 'refused' | 'silent' | 'unreachable' | 'aborted'
      readonly code?: string
      /** From which address of ours, where the system had chosen one. */
      readonly from?: string
      readonly seconds: number
    }

export interface DialOptions extends Patience {
  /** A literal address: names are resolved once, elsewhere. */
  readonly host: string
  readonly port: number
  readonly localAddress?: string
  /** The host may be a name, and whichever of its addresses answers first is taken (RFC 8305). */
  readonly anyFamily?: boolean
}

/**
 * Opens one TCP connection and tells a RST (`refused`) from no answer at all (`silent`) and from an answer by
 * somebody on the way or by this machine's own firewall (`unreachable`, with the code). Never rejects.
 *
 * The socket is half-open on purpose: without it Node closes its side at the peer's FIN, and a slow reader then
 * loses the tail. It keeps one listener for 'error' that does nothing, so that a RST between two owners does
 * not end the process; `socket.errored` tells the next owner.
 */
export function dial(options: DialOptions): Promise<DialOutcome> {
  const { clock, signal, deadlineMs } = options
  const start = clock.now()
  const seconds = () => (clock.now() - start) / 1000
  if (signal.aborted) return Promise.resolve({ is: 'aborted', seconds: 0 })
  const socket = open(options)
  if (!(socket instanceof net.Socket)) return Promise.resolve({ ...socket, seconds: 0 })
  let from: string | undefined
  // Behind Node's own next tick, in which it connects; with the end of the socket the address is gone.
  process.nextTick(() => {
    from = ownAddress(socket)
  })
  return new Promise(resolve => {
    const settle = (outcome: DialOutcome) => {
      cancel()
      signal.removeEventListener('abort', onAbort)
      socket.off('connect', onConnect).off('error', onError)
      if (outcome.is !== 'open') socket.destroy()
      resolve(outcome.is === 'open' || from === undefined ? outcome : { ...outcome, from })
    }
    const onConnect = () => settle({ is: 'open', socket, seconds: seconds() })
    const onError = (error: NodeJS.ErrnoException) => settle({ ...meaning(error), seconds: seconds() })
    const onAbort = () => settle({ is: 'aborted', seconds: seconds() })
    const cancel = clock.after(deadlineMs, () => settle({ is: 'silent', seconds: seconds() }))
    signal.addEventListener('abort', onAbort)
    socket.on('connect', onConnect).on('error', onError)
  })
}

type Failed = Pick<Exclude<DialOutcome, { is: 'open' }>, 'is' | 'code'>

/** `net.connect` throws for a port or local address that cannot be: that is an outcome too. */
function open({ host, port, localAddress, anyFamily = false }: DialOptions): net.Socket | Failed {
  try {
    const socket = net.connect({
      host,
      port,
      allowHalfOpen: true,
      noDelay: true,
      autoSelectFamily: anyFamily,
      ...(localAddress !== undefined && { localAddress }),
    })
    return socket.on('error', () => undefined)
  } catch (error) {
    return meaning(error as NodeJS.ErrnoException)
  }
}

/** None where no way leads there, and none of loopback's once it was refused. */
function ownAddress({ localAddress }: net.Socket): string | undefined {
  return localAddress === undefined || /^(?:0\.0\.0\.0|::)$/.test(localAddress) ? undefined : localAddress
}

/** Everything that is neither a RST nor silence came from between: EHOSTUNREACH, ENETUNREACH, EACCES, EPERM ... */
function meaning({ code = 'unknown' }: NodeJS.ErrnoException): Failed {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return { is: 'refused', code }
  return { is: code === 'ETIMEDOUT' ? 'silent' : 'unreachable', code }
}
