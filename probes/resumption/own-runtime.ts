import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import type { EngineContext } from '../../src/engine/context.js'
import { interruptedBy } from '../../src/engine/engine-error.js'
import { dial } from '../../src/net/dial.js'
import { handshake } from '../../src/tls/handshake.js'
import { practiceCertificate } from '../../src/tls/practice-certificate.js'
import type { TlsVersion } from '../resumption.js'

/**
 * Whether this program resumes at all, with a TLS server of its own on loopback and the same TLS client as for the
 * server that is looked at: no server is to be accused of what our own Node or OpenSSL does. False where it cannot.
 */
export async function resumesHere(context: EngineContext, version: TlsVersion): Promise<boolean> {
  const server = tls.createServer(
    { ...practiceCertificate(), minVersion: version, maxVersion: version },
    socket => {
      socket.on('error', () => undefined)
      socket.write('.')
    },
  )
  try {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const first = await meet(context, port, version)
    return first?.ticket === undefined
      ? false
      : (await meet(context, port, version, first.ticket))?.resumed === true
  } catch {
    if (context.signal.aborted) throw interruptedBy(context.signal)
    return false
  } finally {
    server.close()
  }
}

interface Met {
  readonly resumed: boolean
  readonly ticket: Buffer | undefined
}

async function meet(
  context: EngineContext,
  port: number,
  version: TlsVersion,
  session?: Buffer,
): Promise<Met | undefined> {
  const { clock, limits, signal, trust } = context
  const deadlineMs = limits.deadlines.hello
  const dialled = await dial({ host: '127.0.0.1', port, deadlineMs, clock, signal })
  if (dialled.is !== 'open') return undefined
  const outcome = await handshake({
    raw: dialled.socket,
    ...(session === undefined ? {} : { session }),
    secureContext: trust.context({ minVersion: version, maxVersion: version }),
    deadlineMs,
    clock,
    signal,
  })
  if (outcome.is !== 'done') return undefined
  const { link } = outcome
  try {
    // What the server wrote stands behind its tickets.
    await firstData(context, link.socket)
    return { resumed: link.resumed, ticket: link.newestTicket() }
  } finally {
    link.socket.destroy()
    dialled.socket.destroy()
  }
}

async function firstData({ clock, limits, signal }: EngineContext, socket: tls.TLSSocket): Promise<void> {
  const late = new AbortController()
  const cancel = clock.after(limits.deadlines.hello, () => late.abort())
  try {
    await once(socket, 'data', { signal: AbortSignal.any([signal, late.signal]) })
  } finally {
    cancel()
  }
}
