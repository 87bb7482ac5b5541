/**
 * A proxy for tests: SOCKS 5 (RFC 1928, RFC 1929), SOCKS 4 and 4a, and HTTP CONNECT on one port, told apart by the first byte.
 * It says no to what its rules say, in each protocol's own words. Nothing of the engine is in it.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Test } from 'tap'

/** What becomes of a request; a number is the protocol's own answer, sent as it is. */
export type Verdict = 'pass' | 'silence' | 'hang-up' | 'yes-and-hang-up' | number

export interface ProxyRules {
  /** Only with these; anybody without. */
  readonly login?: { readonly user: string; readonly password: string }
  readonly verdict?: (host: string, port: number) => Verdict
  /** Names that only the proxy knows. */
  readonly names?: Readonly<Record<string, string>>
  /** Headers of every HTTP answer. */
  readonly headers?: string
}

export interface TestProxy {
  readonly port: number
  /** `host:port` of every request, as the client wrote it. */
  readonly asked: readonly string[]
  /** Connections that were passed on. */
  readonly passed: readonly string[]
}

/** Starts it on a free port of loopback; it ends with the test. */
export async function startProxy(t: Test, rules: ProxyRules = {}): Promise<TestProxy> {
  const asked: string[] = []
  const passed: string[] = []
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const server = createServer({ allowHalfOpen: true }, socket => {
    new Conversation(keep(socket), { rules, asked, passed, keep }).run().catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { port: (server.address() as AddressInfo).port, asked, passed }
}

interface Shared {
  readonly rules: ProxyRules
  readonly asked: string[]
  readonly passed: string[]
  readonly keep: (socket: Socket) => Socket
}

/** How an answer is worded: what the way through came to, or the number of a refusal. */
type Answer = (came: 'open' | 'refused' | 'not' | number) => Buffer

class Conversation {
  #pending = Buffer.alloc(0)

  constructor(
    readonly socket: Socket,
    readonly shared: Shared,
  ) {}

  async run(): Promise<void> {
    const [first] = await this.#bytes(1)
    if (first === 5) await this.#socks5()
    else if (first === 4) await this.#socks4()
    else await this.#http(String.fromCharCode(first ?? 0))
  }

  async #socks5(): Promise<void> {
    const { login } = this.shared.rules
    const [count = 0] = await this.#bytes(1)
    const method = login === undefined ? 0 : 2
    const offered = await this.#bytes(count)
    if (!offered.includes(method)) {
      this.socket.end(Buffer.from([5, 255]))
      return
    }
    this.socket.write(Buffer.from([5, method]))
    if (login !== undefined && !(await this.#login5(login))) return
    const [, , , kind] = await this.#bytes(4)
    const host = await this.#host5(kind)
    const port = (await this.#bytes(2)).readUInt16BE()
    const numbers = { open: 0, refused: 5, not: 4 }
    await this.#decide(host, port, came => {
      const number = typeof came === 'number' ? came : numbers[came]
      return Buffer.from([5, number, 0, 1, 0, 0, 0, 0, 0, 0])
    })
  }

  async #login5({ user, password }: NonNullable<ProxyRules['login']>): Promise<boolean> {
    await this.#bytes(1)
    const name = (await this.#bytes((await this.#bytes(1))[0] ?? 0)).toString()
    const word = (await this.#bytes((await this.#bytes(1))[0] ?? 0)).toString()
    const isRight = name === user && word === password
    this.socket.write(Buffer.from([1, isRight ? 0 : 1]))
    if (!isRight) this.socket.end()
    return isRight
  }

  async #host5(kind: number | undefined): Promise<string> {
    if (kind === 1) return (await this.#bytes(4)).join('.')
    if (kind === 3) return (await this.#bytes((await this.#bytes(1))[0] ?? 0)).toString()
    const groups = (await this.#bytes(16)).toString('hex').match(/.{4}/g) ?? []
    return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
  }

  async #socks4(): Promise<void> {
    await this.#bytes(1)
    const port = (await this.#bytes(2)).readUInt16BE()
    const address = await this.#bytes(4)
    await this.#until('\0')
    // 0.0.0.x asks for the name behind it: SOCKS 4a.
    const isNamed = address.subarray(0, 3).every(byte => byte === 0)
    const host = isNamed ? await this.#until('\0') : address.join('.')
    await this.#decide(host, port, came => {
      const number = typeof came === 'number' ? came : came === 'open' ? 90 : 91
      return Buffer.from([0, number, 0, 0, 0, 0, 0, 0])
    })
  }

  async #http(first: string): Promise<void> {
    const head = first + (await this.#until('\r\n\r\n'))
    const { login, headers = '' } = this.shared.rules
    const [, host = '', port] = /^CONNECT \[?([^\s\]]+)\]?:(\d+) HTTP\/1\.[01]/.exec(head) ?? []
    if (host === '') {
      this.socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
      return
    }
    const expected = login && Buffer.from(`${login.user}:${login.password}`).toString('base64')
    const given = /^proxy-authorization: basic (\S+)/im.exec(head)?.[1]
    const words: Readonly<Record<number, string>> = { 403: 'Forbidden', 407: 'Authentication Required' }
    const answer: Answer = came => {
      const status = typeof came === 'number' ? came : came === 'open' ? 200 : 503
      return Buffer.from(`HTTP/1.1 ${status} ${words[status] ?? 'So be it'}\r\n${headers}\r\n`)
    }
    if (login === undefined || expected === given) await this.#decide(host, Number(port), answer)
    else this.socket.end(answer(407))
  }

  async #decide(host: string, port: number, answer: Answer): Promise<void> {
    const { rules, asked, passed, keep } = this.shared
    asked.push(`${host}:${port}`)
    const verdict = rules.verdict?.(host, port) ?? 'pass'
    if (verdict === 'silence') return
    if (verdict === 'hang-up') this.socket.end()
    else if (verdict === 'yes-and-hang-up') this.socket.end(answer('open'))
    else if (verdict !== 'pass') this.socket.end(answer(verdict))
    else {
      const onward = keep(connect({ host: rules.names?.[host] ?? host, port, allowHalfOpen: true }))
      try {
        await once(onward, 'connect')
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        this.socket.end(answer(code === 'ECONNREFUSED' ? 'refused' : 'not'))
        return
      }
      passed.push(`${host}:${port}`)
      this.socket.write(answer('open'))
      this.#join(onward)
    }
  }

  /** An end is passed on as an end, a reset as a reset. */
  #join(onward: Socket): void {
    onward.write(this.#pending)
    for (const [from, to] of [
      [this.socket, onward],
      [onward, this.socket],
    ] as const) {
      from.pipe(to)
      from.on('error', () => to.resetAndDestroy())
    }
  }

  async #bytes(count: number): Promise<Buffer> {
    while (this.#pending.length < count) await this.#more()
    const bytes = this.#pending.subarray(0, count)
    this.#pending = this.#pending.subarray(count)
    return bytes
  }

  async #until(end: string): Promise<string> {
    for (;;) {
      const at = this.#pending.indexOf(end)
      if (at >= 0) return (await this.#bytes(at + end.length)).toString('latin1').slice(0, -end.length)
      await this.#more()
    }
  }

  /** Never settles where nothing more comes: who waits for it has gone with the connection. */
  async #more(): Promise<void> {
    const chunk = this.socket.read() as Buffer | null
    if (chunk === null) await once(this.socket, 'readable')
    else this.#pending = Buffer.concat([this.#pending, chunk])
  }
}
