import type { CellId } from '../src/model/matrix.js'
import type { Reply } from '../src/model/reply.js'

/** How the data connection of one way was set up, as far as it came. */
export interface SetUp {
  readonly cell: CellId
  /** The reply to PASV, EPSV, PORT or EPRT. */
  readonly reply?: Reply
  /** Passive: the address that a 227 named (null: it could not be read, or a 229, which names none). */
  readonly named?: string | null
  readonly port?: number
  /** Passive: where we really dialled. Active: where we listened. */
  readonly ours?: string
  /** What became of the TCP connection; `not-tried` when the set-up was refused. `nobody-came` is the active silence. */
  readonly connect:
    'open' | 'refused' | 'silent' | 'unreachable' | 'nobody-came' | 'foreign-peer' | 'not-tried'
  readonly seconds?: number
  /** The reply that came to the data command, preliminary replies apart. */
  readonly afterwards?: Reply
  readonly preliminary?: boolean
}

/** What the look at the 80 ways learned besides the ways themselves (the report's `cells`). */
export interface Matrix {
  readonly setUps: readonly SetUp[]
  /** Which came first: the preliminary reply, or the TLS handshake on the data connection. */
  readonly order: 'preliminary-first' | 'handshake-first' | 'unknown'
  /** Our own address on the control connection, as this machine sees it. */
  readonly ownAddress?: string
  /** A later session was turned away although the first one, with the same credentials, was let in. */
  readonly sessionLimit?: { readonly open: number; readonly at: 'greeting' | 'login'; readonly reply: Reply }
  /** The first working way, tried once more at the end, when something had failed. */
  readonly lastLook?: { readonly cell: CellId; readonly works: boolean; readonly reply?: Reply }
  /** The work was cut off by us at this many bytes. */
  readonly cutAt?: number
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly matrix: Matrix
  }
}
