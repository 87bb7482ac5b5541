import { once } from 'node:events'
import net from 'node:net'
import { Duplex } from 'node:stream'
import tls from 'node:tls'
import { generate } from 'selfsigned'

export interface Pair {
  readonly key: string
  readonly cert: string
}

export async function makePair(name: string, issuer?: Pair): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(issuer && { ca: { key: issuer.key, cert: issuer.cert } }),
    extensions: [
      { name: 'basicConstraints', cA: !name.includes('localhost'), critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: name },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { key: made.private, cert: `${made.cert}\n` }
}

/** What is under the server's TLS: it ends TCP only when told to. */
class Wire extends Duplex {
  /** How many bytes TLS has written so far. */
  written = 0
  /** From here on TLS's bytes are kept back instead of being sent. */
  kept: Buffer[] | undefined

  constructor(readonly raw: net.Socket) {
    super({ allowHalfOpen: true })
    raw.on('data', chunk => this.push(chunk))
    raw.on('end', () => this.push(null))
    raw.on('error', () => this.destroy())
    raw.on('close', () => this.destroy())
  }

  override _read(): void {
    this.raw.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written += chunk.length
    if (this.kept) {
      this.kept.push(chunk)
      done()
    } else {
      this.raw.write(chunk, () => done())
    }
  }

  override _final(done: () => void): void {
    done()
  }
}

export interface Visit {
  readonly raw: net.Socket
  readonly wire: Wire
  /** The server's side of TLS, not yet shaken hands. */
  readonly socket: tls.TLSSocket
}

export interface TlsServer {
  readonly port: number
  /** What came in from clients through TLS, joined. */
  readonly heard: Buffer[]
  readonly close: () => Promise<void>
}

/** A TCP server; `visit` is called for each connection with TLS laid over it, unless `clear` takes it as it is. */
export async function tlsServer(
  context: tls.TlsOptions,
  visit: (visit: Visit) => void | Promise<void>,
): Promise<TlsServer> {
  const secureContext = tls.createSecureContext(context)
  const heard: Buffer[] = []
  return await tcpServer(heard, async raw => {
    const wire = new Wire(raw)
    // The server of node:tls makes ticket keys of its own; TLSSockets made by hand share those of the context.
    const socket = new tls.TLSSocket(wire, { isServer: true, secureContext, ...requests(context) })
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => heard.push(chunk))
    await visit({ raw, wire, socket })
  })
}

function requests({ requestCert, rejectUnauthorized }: tls.TlsOptions): tls.TlsOptions {
  return { requestCert: requestCert ?? false, rejectUnauthorized: rejectUnauthorized ?? false }
}

export async function clearServer(visit: (raw: net.Socket) => void | Promise<void>): Promise<TlsServer> {
  return await tcpServer([], visit)
}

async function tcpServer(
  heard: Buffer[],
  visit: (raw: net.Socket) => void | Promise<void>,
): Promise<TlsServer> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, raw => {
    sockets.add(raw)
    raw.on('error', () => undefined)
    raw.on('close', () => sockets.delete(raw))
    void visit(raw)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { port: (server.address() as net.AddressInfo).port, heard, close }
}

export function secure(socket: tls.TLSSocket): Promise<void> {
  return new Promise(resolve => socket.once('secure', resolve))
}

/** Writes through TLS and waits until the bytes have gone to the kernel. */
export function say(socket: tls.TLSSocket, what: string | Buffer): Promise<void> {
  return new Promise(resolve => socket.write(what, () => resolve()))
}

export async function connectTo(port: number): Promise<net.Socket> {
  const raw = net.connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true })
  raw.on('error', () => undefined)
  await once(raw, 'connect')
  return raw
}
