import type { Reply } from '../src/model/reply.js'
import type { TlsFacts } from '../src/model/cell.js'

/** One port, looked at before anything is sent to it in clear. */
export interface PortLook {
  readonly port: number
  /** Somebody asked for this port or for a method on it; else it was only tried (990 beside 21). */
  readonly asked: boolean
  readonly connect: 'open' | 'refused' | 'silent' | 'unreachable' | 'not-tried'
  /** Seconds until the connection stood, or until the look ended. */
  readonly connectSeconds: number
  /** What speaks here: `tls` answers a hello and says nothing in clear; `silent` answers neither; `closed` hangs up before a byte. */
  readonly service:
    'ftp' | 'ssh' | 'http' | 'smtp' | 'pop3' | 'imap' | 'other' | 'tls' | 'silent' | 'closed' | 'none'
  /** The first reply, in clear, or inside TLS on an implicit port. */
  readonly greeting?: Reply
  readonly greetingSeconds?: number
  /** Base64 of the first bytes that came, at most 16. */
  readonly firstBytes?: string
  /** TLS was spoken to a hello that was the first thing sent. */
  readonly tls?: TlsFacts
  readonly ended?: 'fin' | 'rst'
}

/** The explicit port and the implicit port; `witness` is one more port, tried only where the asked one is silent. */
export interface Greeting {
  readonly explicit: PortLook
  readonly implicit: PortLook
  readonly witness?: { readonly port: number; readonly connect: PortLook['connect'] }
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly greeting: Greeting
  }
}
