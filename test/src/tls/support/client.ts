import tls from 'node:tls'
import { handshake, type HandshakeOptions, type HandshakeOutcome } from '../../../../src/tls/handshake.js'
import type { TlsLink } from '../../../../src/tls/link.js'
import { connectTo } from './tls-server.js'

export const clock = {
  now: () => performance.now(),
  after(ms: number, then: () => void) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

/** What Node trusts and speaks when nothing is said. */
export const secureContext = tls.createSecureContext()

export type Wanted = Partial<Omit<HandshakeOptions, 'raw' | 'clock'>>

export async function shake(port: number, wanted: Wanted = {}): Promise<HandshakeOutcome> {
  const raw = await connectTo(port)
  return await handshake({
    raw,
    secureContext,
    deadlineMs: 5000,
    clock,
    signal: new AbortController().signal,
    ...wanted,
  })
}

export async function linked(port: number, wanted: Wanted = {}): Promise<TlsLink> {
  const outcome = await shake(port, wanted)
  if (outcome.is !== 'done') throw new Error(`handshake: ${JSON.stringify(outcome)}`)
  return outcome.link
}

/** Reads to the end, or to the error that stands for it. */
export async function readAll(link: TlsLink): Promise<Buffer> {
  const chunks: Buffer[] = []
  link.socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  if (link.socket.readableEnded) return Buffer.alloc(0)
  await new Promise<void>(resolve => {
    link.socket.once('end', resolve).once('close', () => resolve())
  })
  return Buffer.concat(chunks)
}

/** Our own close, and what is known after it. */
export async function close(link: TlsLink): Promise<void> {
  if (link.socket.closed) return
  await new Promise<void>(resolve => {
    link.socket.once('close', () => resolve())
    link.socket.end()
  })
}
