/**
 * A server of the test's own that transfers, for what no fault of a scripted server says: who connects from where, what
 * TLS does on a data connection, how that ends, and what is said then. It keeps to RFC 959, 2428 and 4217 in all else.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, type TLSSocketOptions } from 'node:tls'
import { certificate } from '../../../fixtures/certificates.js'
import { converse, type Talk } from './raw-server.js'

/** One login, as far as a habit may look at it. */
export interface Session {
  readonly talk: Talk
  /** What PROT said, or `default`. */
  level: string
  isActive: boolean
  isEncrypted: boolean
  /** Data connections so far, this one included. */
  transfers: number
}

export interface Habits {
  /** Said instead of doing what the command asks. */
  readonly answer?: (session: Session, command: string, argument: string) => string | undefined
  /** For both connections. */
  readonly tls?: TLSSocketOptions
  /** Where active data connections come from. */
  readonly from?: string
  /** Serves a listing on a data connection that stands, and has the final reply. */
  readonly serve?: (socket: Socket, session: Session) => Promise<string>
}

export const listing = '-rw-r--r-- 1 owner group 5 Jan 01 00:00 hello.txt\r\n'

/** Explicit TLS only; logins and data need it no more than RFC 4217 does. */
export function transferring(habits: Habits = {}): (talk: Talk) => Promise<void> {
  return async talk => {
    talk.say('220 ready\r\n')
    const session: Session = { talk, level: 'default', isActive: false, isEncrypted: false, transfers: 0 }
    const data = new Data(habits, session)
    await converse(talk, async (command, argument) => {
      const instead = habits.answer?.(session, command, argument)
      if (instead !== undefined) return instead
      if (command !== 'AUTH') return data.answer(command, argument)
      if (argument.toUpperCase() !== 'TLS') return '504 Unknown AUTH type'
      talk.say('234 go on\r\n')
      await talk.secure(habits.tls)
      session.isEncrypted = true
      return undefined
    })
    data.close()
  }
}

const simple: Readonly<Record<string, string>> = {
  USER: '331 Password?',
  PASS: '230 Logged in',
  FEAT: '211-Features:\r\n AUTH TLS\r\n EPRT\r\n EPSV\r\n PBSZ\r\n PROT\r\n211 End',
  NOOP: '200 OK',
  TYPE: '200 OK',
  PBSZ: '200 PBSZ=0',
  CWD: '250 OK',
  QUIT: '221 Goodbye',
}

/** The data connections of one login. */
class Data {
  #listener: Server | undefined
  #coming: Promise<Socket> | undefined
  readonly #sockets: Socket[] = []

  constructor(
    readonly habits: Habits,
    readonly session: Session,
  ) {
    session.talk.socket.once('close', () => this.close())
  }

  async answer(command: string, argument: string): Promise<string | undefined> {
    switch (command) {
      case 'PROT':
        return this.#setLevel(argument.toUpperCase())
      case 'PASV':
      case 'EPSV':
        return this.#listen(command)
      case 'PORT':
      case 'EPRT':
        return this.#connectTo(argument)
      case 'LIST':
      case 'NLST':
      case 'MLSD':
        return this.#transfer()
      default:
        return simple[command] ?? '500 Unknown'
    }
  }

  close(): void {
    this.#listener?.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #setLevel(level: string): string {
    if (level !== 'C' && level !== 'P') return '536 Not with TLS'
    this.session.level = level
    return '200 OK'
  }

  async #listen(command: 'PASV' | 'EPSV'): Promise<string> {
    this.#listener?.close()
    const listener = createServer()
    this.#listener = listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    this.#coming = once(listener, 'connection').then(([socket]) => socket as Socket)
    this.session.isActive = false
    const { port } = listener.address() as AddressInfo
    return command === 'EPSV' ? `229 (|||${port}|)` : `227 (127,0,0,1,${port >> 8},${port & 255})`
  }

  #connectTo(argument: string): string {
    const [high = 0, low = 0] = argument.split(',').slice(4).map(Number)
    const port = argument.startsWith('|') ? Number(argument.split('|')[3]) : high * 256 + low
    const { from } = this.habits
    this.session.isActive = true
    this.#coming = undefined
    this.#port = { port, host: '127.0.0.1', ...(from === undefined ? {} : { localAddress: from }) }
    return '200 OK'
  }

  #port = { port: 0, host: '127.0.0.1' }

  async #transfer(): Promise<string | undefined> {
    const { session, habits } = this
    session.transfers += 1
    session.talk.say('150 Here it comes\r\n')
    const socket = await (this.#coming ?? this.#dial())
    this.#sockets.push(socket)
    socket.on('error', () => undefined)
    return (habits.serve ?? sendListing)(socket, session)
  }

  async #dial(): Promise<Socket> {
    const socket = connect(this.#port)
    await once(socket, 'connect')
    return socket
  }
}

/** TLS at P, clear at any other level; to its end. */
export async function sendListing(socket: Socket, { level }: Session, text = listing): Promise<string> {
  const stream = level === 'P' ? await secured(socket) : socket
  stream.end(text)
  await once(stream, 'close')
  return '226 Done'
}

/** The handshake on a data connection, as the server. */
export async function secured(socket: Socket, options: TLSSocketOptions = {}): Promise<TLSSocket> {
  const { key, cert } = await certificate('trusted')
  const secureContext = createSecureContext({ key, cert, ...options })
  const stream = new TLSSocket(socket, { isServer: true, secureContext, ...options })
  stream.on('error', () => undefined)
  await once(stream, 'secure')
  return stream
}
