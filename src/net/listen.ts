import net from 'node:net'
import { normalAddress } from './address.js'
import { within, type Patience } from './deadline.js'

export type Accepted =
  | {
      readonly is: 'accepted'
      readonly socket: net.Socket
      readonly peer: { readonly address: string; readonly port: number }
    }
  | { readonly is: 'nobody' | 'aborted' }

type Caller = Extract<Accepted, { is: 'accepted' }>

/** One listener for one data connection in active mode. Bind it before PORT or EPRT is sent. */
export interface Listener {
  readonly port: number
  readonly address: string
  /** The next connection, also one that came before; `nobody` at the deadline or when the listener is closed. */
  accept(patience: Patience): Promise<Accepted>
  /** Stops listening and destroys what was not handed out. */
  close(): Promise<void>
}

/** More than one caller is already odd; so many are kept to be told about, the rest is turned away. */
const keptAtMost = 8

/** Listens on a free port of a local address; rejects with Node's error when the address cannot be bound. */
export async function listen(address: string): Promise<Listener> {
  const callers: Caller[] = []
  const waiting: ((caller: Accepted) => void)[] = []
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    // See dial(): a RST between two owners must not end the process.
    socket.on('error', () => undefined)
    // Read now: after a close Node no longer knows the peer.
    const peer = { address: normalAddress(socket.remoteAddress ?? ''), port: socket.remotePort ?? 0 }
    const caller: Caller = { is: 'accepted', socket, peer }
    const next = waiting.shift()
    if (next) next(caller)
    else if (callers.length < keptAtMost) callers.push(caller)
    else socket.destroy()
  })
  await listening(server, address)
  const bound = server.address() as net.AddressInfo
  let closed = false
  const close = async () => {
    closed = true
    if (server.listening) server.close()
    for (const next of waiting.splice(0)) next({ is: 'nobody' })
    await Promise.all(callers.splice(0).map(({ socket }) => ended(socket)))
  }
  const accept = async (patience: Patience): Promise<Accepted> => {
    if (patience.signal.aborted) return { is: 'aborted' }
    const kept = callers.shift()
    if (kept) return kept
    if (closed) return { is: 'nobody' }
    return await nextCaller(waiting, patience)
  }
  return { port: bound.port, address: normalAddress(bound.address), accept, close }
}

async function nextCaller(waiting: ((caller: Accepted) => void)[], patience: Patience): Promise<Accepted> {
  let hear: (caller: Accepted) => void = () => undefined
  const call = new Promise<Accepted>(resolve => (hear = resolve))
  waiting.push(hear)
  const timed = await within(call, patience)
  const at = waiting.indexOf(hear)
  if (at >= 0) waiting.splice(at, 1)
  if (timed.is === 'done') return timed.value
  return { is: timed.is === 'aborted' ? 'aborted' : 'nobody' }
}

function listening(server: net.Server, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port: 0, exclusive: true }, () => {
      server.off('error', reject).on('error', () => undefined)
      resolve()
    })
  })
}

function ended(socket: net.Socket): Promise<void> {
  return new Promise(resolve => {
    if (socket.closed) {
      resolve()
      return
    }
    socket.once('close', () => resolve())
    socket.destroy()
  })
}
