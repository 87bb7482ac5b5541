import net from 'node:net'
import tls from 'node:tls'
import { domainToASCII } from 'node:url'
import { alert, alertOf } from './alert.js'
import { linkOf, overhear, type TlsLink } from './link.js'
import { RecordChannel, type SeenRecord, type Timer } from './record-channel.js'

export interface HandshakeOptions {
  /** A connected socket, made with `allowHalfOpen: true`, with no listeners of ours left that read from it. */
  readonly raw: net.Socket
  /** Bytes received already that belong to the stream. */
  readonly head?: Buffer
  /** For SNI. Left out for literal addresses, which RFC 6066 §3 does not allow. */
  readonly serverName?: string
  readonly session?: Buffer
  /** Trust, versions and ciphers: see makeTrust(). */
  readonly secureContext: tls.SecureContext
  readonly deadlineMs: number
  readonly clock: Timer
  readonly signal: AbortSignal
  readonly onRecord?: (record: SeenRecord) => void
}

type Failed =
  /** `clearText` is what the peer said in clear behind it (ProFTPD 1.3.8: "421 TLS handshake failed"), where it came in time. */
  | {
      readonly is: 'alert'
      readonly description: number
      readonly name: string
      readonly clearText?: Buffer
    }
  /** Up to 512 bytes from where the peer's stream was not TLS, usually its start. */
  | { readonly is: 'clear-text'; readonly bytes: Buffer }
  | { readonly is: 'fin' | 'rst' | 'silence' | 'aborted' }
  | { readonly is: 'error'; readonly code: string; readonly message: string }

export type HandshakeOutcome = ({ readonly is: 'done'; readonly link: TlsLink } | Failed) & {
  readonly seconds: number
  /** The server asked for our certificate (RFC 5246 §7.4.4); in TLS 1.3 that cannot be seen. */
  readonly asksForCertificate?: true
}

/**
 * Shakes hands as a TLS client and says how that went. Never rejects. Nothing is trusted or distrusted here: the
 * owner judges the link. On every outcome but `done` the raw socket is destroyed. In TLS 1.3 the server may
 * still refuse after `done` (a certificate it misses): that is `link.alert()` when reading fails.
 */
export function handshake(options: HandshakeOptions): Promise<HandshakeOutcome> {
  const { clock, raw } = options
  const start = clock.now()
  const seconds = () => (clock.now() - start) / 1000
  return new Promise(resolve => {
    attempt(options, (outcome, socket) => {
      if (outcome.is !== 'done') {
        socket?.destroy()
        raw.destroy()
      }
      resolve({ ...outcome, seconds: seconds() })
    })
  })
}

type Outcome = ({ readonly is: 'done'; readonly link: TlsLink } | Failed) &
  Pick<HandshakeOutcome, 'asksForCertificate'>
type Settle = (outcome: Outcome, socket?: tls.TLSSocket) => void

function attempt(options: HandshakeOptions, settled: Settle): void {
  const { raw, signal, clock, deadlineMs } = options
  if (signal.aborted) {
    settled({ is: 'aborted' })
    return
  }
  const channel = new RecordChannel(raw, options)
  const socket = connect(channel, options)
  const overheard = overhear(socket, channel)
  let closing: NodeJS.Immediate | undefined
  const settle = (outcome: Outcome) => {
    cancel()
    clearImmediate(closing)
    signal.removeEventListener('abort', onAbort)
    socket.off('secureConnect', onDone).off('error', onError).off('close', onClose)
    raw.off('close', onClose)
    settled({ ...outcome, ...(channel.asksForCertificate && { asksForCertificate: true }) }, socket)
  }
  const onDone = () => settle({ is: 'done', link: linkOf(socket, channel, overheard) })
  const onError = (error: Error) => settle(failure(channel, error))
  // Destroying the raw socket makes no error in Node, only 'close'. What TLS still has to say comes first.
  const onClose = () => (closing ??= setImmediate(() => settle(failure(channel, overheard.error()))))
  const onAbort = () => settle({ is: 'aborted' })
  const onDeadline = () => settle(channel.clearText ? failure(channel, undefined) : { is: 'silence' })
  const cancel = clock.after(deadlineMs, onDeadline)
  signal.addEventListener('abort', onAbort)
  socket.on('secureConnect', onDone).on('error', onError).on('close', onClose)
  raw.on('close', onClose)
  if (raw.closed) onClose()
  // TLS writes its hello at once, and who hears of that record may have called it off.
  if (options.signal.aborted) onAbort()
}

function connect(channel: RecordChannel, options: HandshakeOptions): tls.TLSSocket {
  const { session, secureContext } = options
  const servername = sniName(options.serverName)
  return tls.connect({
    socket: channel,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    secureContext,
    ...(servername !== undefined && { servername }),
    ...(session !== undefined && { session }),
  })
}

/** A fatal alert that was in clear, whatever came behind it; clear text; other alerts: they say why, and the FIN or RST that follows them nothing more. */
function failure(channel: RecordChannel, error: NodeJS.ErrnoException | undefined): Failed {
  const { clearText } = channel
  if (clearText && channel.alert?.level === fatal)
    return { is: 'alert', ...alert(channel.alert.description), clearText }
  if (clearText) return { is: 'clear-text', bytes: clearText }
  const hidden = alertOf(error)
  if (hidden) return { is: 'alert', ...hidden }
  const ours = error?.code?.startsWith('ERR_SSL_') ?? false
  if (channel.alert && !ours) return { is: 'alert', ...alert(channel.alert.description) }
  if (!ours && channel.rawEnd !== 'open') return { is: channel.rawEnd }
  if (error?.code === 'ETIMEDOUT') return { is: 'silence' }
  const code = error?.code ?? 'ERR_SOCKET_CLOSED'
  return { is: 'error', code, message: error?.message ?? 'The socket was destroyed during the handshake' }
}

/** RFC 8446 §6. */
const fatal = 2

/** Without trailing dot, and in ASCII; undefined for what is no DNS name. */
export function sniName(name: string | undefined): string | undefined {
  if (name === undefined || net.isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return undefined
  const ascii = domainToASCII(name.replace(/\.$/, ''))
  return ascii === '' ? undefined : ascii
}
