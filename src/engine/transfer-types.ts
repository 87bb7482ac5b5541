import type { Alert, Ending, TlsFacts, WireForm } from '../model/cell.js'
import type { DataCertificate } from '../model/data-certificate.js'
import type { CellId, DataMode } from '../model/matrix.js'
import type { Reply } from '../model/reply.js'
import type { Failure, Step } from '../model/step.js'
import type { Span } from '../model/transcript.js'
import type { HandshakeOutcome } from '../tls/handshake.js'
import type { DataHello } from './data-connection.js'
import type { SetUpFacts } from './data-set-up.js'

/** One data connection and the command that it serves. */
export interface TransferRequest {
  /** The plan's id of the data connection in the transcript. */
  readonly id: number
  readonly cell?: CellId
  readonly command: string
  readonly dataMode: DataMode
  /** How long the data connection may be silent before our hello; never, where no TLS can be. */
  readonly hello: 'never' | { readonly afterMs: number; readonly how: DataHello }
  /** This server shakes hands before it sends its preliminary reply: do not wait for that. */
  readonly handshakeFirst: boolean
  /** Patience for a preliminary reply before our hello, where it is not the usual one. */
  readonly preliminaryMs?: number
  /** Passive alone: NOOP is answered on the control connection between the connect and the command, where curl 7.88 has TYPE. */
  readonly noopBetween?: boolean
  /** The hello goes out before that, as soon as TCP stands. */
  readonly earlyHello?: boolean
  readonly dataConnectMs: number
  readonly firstByteMs: number
  readonly maxBytes: number
  readonly dialAdvertised: boolean
}

/** All that one attempt showed; whether that is what the protection level means is the caller's question. */
export interface TransferFacts {
  readonly outcome: 'works' | 'refused' | 'fails'
  readonly step?: Step
  readonly failure?: Failure
  /** The negative reply that decided, or the final one. */
  readonly reply?: Reply
  readonly setUp: SetUpFacts
  readonly preliminary?: Reply
  /** Seconds from the command to the preliminary reply. */
  readonly preliminarySeconds?: number
  readonly wire: WireForm
  readonly tls?: TlsFacts
  readonly resumed?: boolean
  /** Where a full handshake showed one, against that of the control connection. */
  readonly certificate?: 'as-control' | DataCertificate
  readonly ended?: Ending
  readonly bytes: number
  /** What came first, of at most `headBytes`; absent where nothing came. */
  readonly head?: Buffer
  readonly cut: boolean
  /** The data connection ended without a byte before our TLS hello was due: none was sent. */
  readonly endedBeforeHello: boolean
  /** What our hello met, when one was said. */
  readonly helloMet?: HandshakeOutcome['is']
  readonly alert?: Alert
  /** TLS on the data connection stood before the preliminary reply came. */
  readonly handshakeBeforePreliminary: boolean
  /** The newest ticket of this data connection, when it resumed the control connection's tlsSession. */
  readonly ticket?: Buffer
  /** What NOOP met after a reply that never came, where the control connection stood. */
  readonly noop?: 'answered' | 'silent'
  /** The control connection is in step: the next command's reply will be its own. */
  readonly sessionUsable: boolean
  readonly evidence: readonly Span[]
}
