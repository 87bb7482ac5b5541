/** A server of a few lines that says exactly what a test tells it to, byte for byte: for replies that no honest server sends. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** One control connection, as the script of a test sees it. */
export interface OddClient {
  /** Bytes as they are: line ends, pieces and all else are the test's. */
  say(bytes: string | Buffer): void
  /** The same, a turn of the event loop later, so that it leaves by itself. */
  sayLater(...pieces: readonly string[]): Promise<void>
  /** A new passive port as the six numbers of a 227; `data` resolves to the connection. */
  passive(): Promise<{
    readonly numbers: string
    readonly data: Promise<Socket>
    /** Gives the port up: who dials it is refused. */
    readonly free: () => Promise<void>
  }>
  readonly socket: Socket
}

/** Answers one command line; what it does not answer stays unanswered. */
export type Script = (line: string, client: OddClient) => void | Promise<void>

export interface OddServer extends AsyncDisposable {
  readonly port: number
  /** All command lines, of all connections. */
  readonly lines: readonly string[]
  /** Control connections that stand. */
  readonly open: number
  close(): Promise<void>
}

/** Listens on loopback; `greet` speaks first, `script` answers each line. */
export async function oddServer(greet: (client: OddClient) => void, script: Script): Promise<OddServer> {
  const sockets = new Set<Socket>()
  const servers = new Set<Server>()
  const lines: string[] = []
  let open = 0
  const keep = (socket: Socket): void => {
    sockets.add(socket.on('error', () => undefined))
    socket.once('close', () => sockets.delete(socket))
  }
  const passive = async (): ReturnType<OddClient['passive']> => {
    const port = createServer(keep)
    servers.add(port)
    const number = await listening(port)
    const data = once(port, 'connection').then(([socket]) => socket as Socket)
    data.catch(() => undefined)
    return {
      numbers: `127,0,0,1,${number >> 8},${number & 255}`,
      data,
      free: async () => {
        port.close()
        await once(port, 'close')
      },
    }
  }
  const server = createServer({ noDelay: true }, socket => {
    keep(socket)
    open += 1
    socket.once('close', () => (open -= 1))
    const client: OddClient = {
      socket,
      passive,
      say: bytes => void socket.write(bytes),
      sayLater: later(socket),
    }
    listen(socket, line => {
      lines.push(line)
      void script(line, client)
    })
    greet(client)
  })
  servers.add(server)
  const port = await listening(server)
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    for (const each of servers) each.close()
    await Promise.resolve()
  }
  return {
    port,
    lines,
    get open() {
      return open
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Connects from another address of loopback: a stranger. */
export async function stranger(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.2' })
  await once(
    socket.on('error', () => undefined),
    'connect',
  )
  return socket
}

/** The port that PORT or EPRT names. */
export function portNamed(line: string): number {
  const [high = 0, low = 0] = (/(\d+),(\d+)$/.exec(line) ?? []).slice(1).map(Number)
  return Number(/\|(\d+)\|$/.exec(line)?.[1] ?? high * 256 + low)
}

function later(socket: Socket): OddClient['sayLater'] {
  return async (...pieces) => {
    for (const piece of pieces) {
      await new Promise(resolve => setImmediate(resolve))
      socket.write(piece)
    }
  }
}

function listen(socket: Socket, hear: (line: string) => void): void {
  let text = ''
  socket.on('data', (chunk: Buffer) => {
    const parts = (text + chunk.toString('latin1')).split('\r\n')
    text = parts.pop() ?? ''
    for (const line of parts) hear(line)
  })
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
