import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { firstWords, type Destination, type Proxy, type ProxyAnswer } from './proxy.js'

/** What we said last: how to log in, who we are, or where to. */
type Stage = 'methods' | 'login' | 'request'

/**
 * Asks a SOCKS proxy for a connection (RFC 1928, RFC 1929; SOCKS 4a), on a connection to it that stands. Never rejects, and does
 * not end the socket.
 *
 * The library gets one byte after another: so it has not read a byte of the server's when the proxy has had its last word, and
 * the number of a refusal, which it only has words for, is known.
 */
export async function askSocks(socket: Socket, proxy: Proxy, to: Destination): Promise<ProxyAnswer | 'open'> {
  const { SocksClient } = await import('socks')
  const heard: number[] = []
  const isFive = proxy.scheme === 'socks5'
  let stage: Stage = isFive ? 'methods' : 'request'
  let words = 0
  const mouth = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _, done) {
      // The subnegotiation of RFC 1929 has a version of its own, 1.
      if (isFive && words > 0) stage = chunk[0] === 1 ? 'login' : 'request'
      words += 1
      heard.length = 0
      socket.write(chunk, () => undefined)
      done()
    },
  })
  const client = new SocksClient({
    proxy: {
      host: proxy.host,
      port: proxy.port,
      type: isFive ? 5 : 4,
      ...(proxy.user === undefined ? {} : { userId: proxy.user, password: proxy.password ?? '' }),
    },
    command: 'connect',
    destination: { ...to },
    timeout: longest,
  })
  return new Promise(resolve => {
    let settled = false
    const settle = (answer: ProxyAnswer | 'open'): void => {
      settled = true
      socket.off('readable', feed).off('end', onEnd).off('close', onEnd)
      resolve(answer)
    }
    const feed = (): void => {
      for (let byte = next(); byte !== null; byte = next()) {
        heard.push(...byte)
        mouth.emit('data', byte)
      }
    }
    const next = (): Buffer | null => (settled ? null : (socket.read(1) as Buffer | null))
    const answerOf = (): ProxyAnswer => meaningOf(stage, isFive, heard, () => restOf(socket))
    const onEnd = (): void => settle(heard.length < 2 ? { is: 'closed' } : answerOf())
    client.once('established', () => settle('open'))
    client.once('error', () => settle(answerOf()))
    client.connect(mouth)
    socket.on('readable', feed).on('end', onEnd).on('close', onEnd)
  })
}

/** Deadlines are ours: the library's own is put off for as long as a timer can. */
const longest = 2 ** 31 - 1

function restOf(socket: Socket): Buffer {
  return (socket.read() as Buffer | null) ?? Buffer.alloc(0)
}

function meaningOf(stage: Stage, isFive: boolean, heard: readonly number[], rest: () => Buffer): ProxyAnswer {
  const [version, code = -1] = heard
  if (version !== (stage === 'login' ? 1 : isFive ? 5 : 0))
    return { is: 'unreadable', said: firstWords(Buffer.concat([Buffer.from(heard), rest()])) }
  if (stage === 'methods')
    return { is: 'wants-login', said: 'SOCKS 5: it takes none of the ways to log in that we have' }
  if (stage === 'login') return { is: 'wants-login', said: `SOCKS 5: the login is refused (${code})` }
  const [is, words] = (isFive ? replies5 : replies4)[code] ?? (['failed', 'an unknown number'] as const)
  return { is, said: `SOCKS ${isFive ? '5' : '4'} reply ${code} (${words})` }
}

type Replies = Readonly<Record<number, readonly [ProxyAnswer['is'], string]>>

/** RFC 1928 §6. */
const replies5: Replies = {
  1: ['failed', 'general SOCKS server failure'],
  2: ['refused', 'connection not allowed by ruleset'],
  3: ['failed', 'network unreachable'],
  4: ['failed', 'host unreachable'],
  5: ['target-refused', 'connection refused'],
  6: ['failed', 'TTL expired'],
  7: ['refused', 'command not supported'],
  8: ['refused', 'address type not supported'],
}

/** SOCKS 4 has one number for all that a proxy does not want and all that it cannot do. */
const replies4: Replies = {
  91: ['failed', 'request rejected or failed'],
  92: ['refused', 'no identd on our side'],
  93: ['refused', 'identd names another user'],
}
