/**
 * A server that a test writes down line by line, for what no fault of a scripted server says: another protocol, bare
 * bytes where TLS should be, a TLS front before a server that knows none. It closes completely with the test.
 */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, type TLSSocketOptions } from 'node:tls'
import type { Test } from 'tap'
import { authority, certificate } from '../../../fixtures/certificates.js'

/** One connection as its script sees it. */
export interface Talk {
  /** Counted from 1, in order of coming. */
  readonly number: number
  readonly socket: Socket
  /** The next line in clear or inside TLS; undefined when the client has gone. */
  line(): Promise<string | undefined>
  /** The next bytes, whatever they are. */
  bytes(): Promise<Buffer | undefined>
  /** Puts bytes back that were looked at. */
  unread(bytes: Buffer): void
  say(text: string | Buffer): void
  /** The handshake as the server, on what has come and is to come. */
  secure(options?: TLSSocketOptions): Promise<void>
  end(): void
  reset(): void
}

export interface RawServer {
  readonly port: number
  readonly ca: string
  /** Every line that clients said, over all connections. */
  readonly heard: readonly string[]
}

/** Starts it on a free port of loopback. A script that ends leaves its connection open, and mute. */
export async function startRaw(t: Test, script: (talk: Talk) => Promise<void>): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const heard: string[] = []
  let number = 0
  const server = createServer({ allowHalfOpen: true }, socket => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    number += 1
    script(new RawTalk(number, socket, heard)).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => close(server, sockets))
  return { port: (server.address() as AddressInfo).port, ca: (await authority()).cert, heard }
}

async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  server.close()
  await once(server, 'close')
}

class RawTalk implements Talk {
  #stream: Socket
  #pending = Buffer.alloc(0)
  #ended = false
  #wake: () => void = () => undefined

  constructor(
    readonly number: number,
    readonly socket: Socket,
    readonly heard: string[],
  ) {
    this.#stream = socket
    this.#listen()
  }

  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#pending.indexOf('\n')
      if (end !== -1) {
        const text = this.#pending.toString('latin1', 0, end).trimEnd()
        this.#pending = this.#pending.subarray(end + 1)
        this.heard.push(text)
        return text
      }
      if (!(await this.#more())) return undefined
    }
  }

  async bytes(): Promise<Buffer | undefined> {
    while (this.#pending.length === 0) if (!(await this.#more())) return undefined
    const all = this.#pending
    this.#pending = Buffer.alloc(0)
    return all
  }

  unread(bytes: Buffer): void {
    this.#pending = Buffer.concat([bytes, this.#pending])
  }

  say(text: string | Buffer): void {
    this.#stream.write(text)
  }

  async secure(options: TLSSocketOptions = {}): Promise<void> {
    this.socket.off('data', this.#take)
    this.socket.pause()
    if (this.#pending.length > 0) this.socket.unshift(this.#pending)
    this.#pending = Buffer.alloc(0)
    const { key, cert } = await certificate('trusted')
    const secureContext = createSecureContext({ key, cert, ...options })
    this.#stream = new TLSSocket(this.socket, { ...options, isServer: true, secureContext })
    this.#stream.on('error', () => undefined)
    this.#listen()
    await once(this.#stream, 'secure')
  }

  end(): void {
    this.#stream.end()
  }

  reset(): void {
    this.socket.resetAndDestroy()
  }

  #listen(): void {
    this.#stream.on('data', this.#take)
    const gone = (): void => {
      this.#ended = true
      this.#wake()
    }
    this.#stream.on('end', gone).on('close', gone)
  }

  readonly #take = (chunk: Buffer): void => {
    this.#pending = Buffer.concat([this.#pending, chunk])
    this.#wake()
  }

  /** False when nothing more can come. */
  async #more(): Promise<boolean> {
    if (this.#ended) return false
    await new Promise<void>(resolve => (this.#wake = resolve))
    return true
  }
}

/** Greets, and answers each line with what `reply` says; undefined is silence, and the loop goes on. */
export async function converse(
  talk: Talk,
  reply: (command: string, argument: string) => string | undefined | Promise<string | undefined>,
): Promise<void> {
  for (let line = await talk.line(); line !== undefined; line = await talk.line()) {
    const [command = '', ...rest] = line.split(' ')
    const answer = await reply(command.toUpperCase(), rest.join(' '))
    if (answer !== undefined) talk.say(`${answer}\r\n`)
    if (command.toUpperCase() === 'QUIT') talk.end()
  }
  talk.end()
}
