import type { X509Certificate } from 'node:crypto'
import type tls from 'node:tls'
import { alertOf, type Alert } from './alert.js'
import { isCloseNotify } from './hidden-alert.js'
import { contentType } from './record-reader.js'
import type { RecordChannel } from './record-channel.js'

/** How the peer ended the stream: `close-notify` wins over what TCP did after it, which our answer may cause. */
export type Ending = 'close-notify' | 'fin' | 'fin-in-record' | 'rst' | 'open'

/** One TLS connection that stands. Trust is for its owner to judge. */
export interface TlsLink {
  /**
   * Half-open: answer 'end' with `end()`, which sends close_notify and FIN. It has a listener for 'error'. 'end'
   * may have passed before anybody could listen (TLS 1.2, no data: Finished and close_notify in one segment), so
   * look at `readableEnded` first. (`for await` does, but destroys the socket behind it: no close_notify of ours.)
   */
  readonly socket: tls.TLSSocket
  readonly channel: RecordChannel
  /** Node's words for the version ('TLSv1.3') and OpenSSL's for the suite, as `ciphers` takes them. */
  readonly facts: { readonly version: string; readonly cipher: string }
  readonly resumed: boolean
  /** Whether the chain verifies. The name is not part of it: see nameMatches(). */
  readonly authorized: boolean
  /** Why it does not, in OpenSSL's word, such as DEPTH_ZERO_SELF_SIGNED_CERT. */
  readonly problem?: string
  /** Exactly as sent, duplicates and strays included; empty when resumed. */
  readonly chain: readonly X509Certificate[]
  /**
   * The session to resume: the newest ticket that has come on this connection. In TLS 1.3 none comes with the
   * handshake itself, and on a resumed connection perhaps none at all (Node's own server): keep the old one then.
   */
  newestTicket(): Buffer | undefined
  /** As of now. A FIN may still turn out to be a RST at our next write: see RecordChannel.rawEnd. */
  ending(): Ending
  /** The alert that the peer sent after the handshake, such as certificate_required in TLS 1.3. */
  alert(): Alert | undefined
}

/** What must be heard from before the handshake on, since it comes only once. */
export interface Overheard {
  ticket(): Buffer | undefined
  /** SERVER_TRAFFIC_SECRET_0. It never leaves this folder and is wiped when the socket closes. */
  secret(): Buffer | undefined
  error(): NodeJS.ErrnoException | undefined
  /** Whether TLS told of its end before the channel had told it of a FIN: only a close_notify does that. */
  endedByItself(): boolean
}

/** Listens to a TLSSocket that has not shaken hands yet. The listener for 'error' stays on purpose. */
export function overhear(socket: tls.TLSSocket, channel: RecordChannel): Overheard {
  let ticket: Buffer | undefined
  let secret: Buffer | undefined
  let error: NodeJS.ErrnoException | undefined
  let endedByItself = false
  socket.on('session', (session: Buffer) => (ticket = session))
  socket.on('error', (first: NodeJS.ErrnoException) => (error ??= first))
  socket.on('end', () => (endedByItself ||= !channel.readableEnded && !channel.destroyed))
  socket.on('keylog', (line: Buffer) => {
    const hex = /^SERVER_TRAFFIC_SECRET_0 \S+ (\S+)/.exec(line.toString('latin1'))?.[1]
    if (hex !== undefined) secret = Buffer.from(hex, 'hex')
  })
  return {
    ticket: () => ticket,
    secret: () => secret,
    error: () => error,
    endedByItself: () => endedByItself,
  }
}

/** To be called at 'secureConnect', once: reading the chain uses it up (seen in Node 20.20). */
export function linkOf(socket: tls.TLSSocket, channel: RecordChannel, overheard: Overheard): TlsLink {
  const resumed = socket.isSessionReused()
  const version = socket.getProtocol() ?? 'unknown'
  const cipher = socket.getCipher().name
  const problem = problemOf(socket)
  // In TLS 1.3 the session of this moment does not resume; a ticket comes later, if at all.
  const first = version === 'TLSv1.3' ? undefined : socket.getSession()
  const closeNotify = closeNotifyTeller(channel, overheard, { version, cipher })
  socket.once('close', () => {
    closeNotify()
    overheard.secret()?.fill(0)
  })
  return {
    socket,
    channel,
    facts: { version, cipher },
    resumed,
    authorized: socket.authorized,
    ...(problem !== undefined && { problem }),
    chain: resumed ? [] : chainOf(socket),
    newestTicket: () => overheard.ticket() ?? first,
    alert: () => alertOf(overheard.error()),
    ending() {
      if (closeNotify()) return 'close-notify'
      if (channel.rawEnd !== 'fin') return channel.rawEnd
      return channel.midRecord ? 'fin-in-record' : 'fin'
    },
  }
}

/** Remembers the answer by the number of records, so that asking in the midst of a transfer costs little. */
function closeNotifyTeller(
  channel: RecordChannel,
  overheard: Overheard,
  { version, cipher }: TlsLink['facts'],
): () => boolean {
  let told = { bytes: -1, closed: false }
  const look = () => {
    if (overheard.endedByItself()) return true
    const header = channel.lastHeader
    // In TLS 1.2 an alert keeps its type; one that is not a close_notify shows as an error.
    if (version !== 'TLSv1.3') return header?.type === contentType.alert && !alertOf(overheard.error())
    const secret = overheard.secret()
    const record = header?.type === contentType.data ? channel.lastIn : undefined
    if (!secret || !record) return false
    return isCloseNotify({ record, cipher, secret, dataRecords: channel.dataRecordsIn }) ?? false
  }
  return () => {
    const known = told.closed || (told.bytes === channel.bytesIn && channel.rawEnd === 'open')
    if (!known && !(channel.midRecord && channel.rawEnd === 'open')) {
      told = { bytes: channel.bytesIn, closed: look() }
    }
    return told.closed
  }
}

function problemOf(socket: tls.TLSSocket): string | undefined {
  // Typed as Error, but Node 20 stores the code alone.
  const stored: unknown = socket.authorizationError
  if (typeof stored === 'string') return stored
  return stored instanceof Error ? stored.message : undefined
}

/** No server sends more; a chain of Node's cannot be a ring, but nothing unbounded is taken from a peer. */
const longestChain = 64

function chainOf(socket: tls.TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  let next = socket.getPeerX509Certificate()
  while (next && chain.length < longestChain) {
    chain.push(next)
    next = next.issuerCertificate
  }
  return chain
}
