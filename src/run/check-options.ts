import type { Limits } from '../model/limits.js'
import type { Security } from '../model/matrix.js'
import type { TranscriptEvent } from '../model/transcript.js'
import type { Clock } from '../net/clock.js'
import type { Proxy } from '../net/proxy.js'

/** What may be asked of `check`. Passwords and PEM texts are values here, never file names: the command line reads the files. */
export interface CheckOptions {
  /** The explicit port, 21 when not given. */
  readonly port?: number
  /** The implicit port; when not given, 990 if the explicit port is 21, else the same port. */
  readonly implicitPort?: number
  /** Only these methods; all four when not given. */
  readonly securities?: readonly Security[]
  /** Connects in our place, for control and data connections; it looks the host up, too. Nothing listens then: PORT and EPRT are left out. */
  readonly proxy?: Proxy
  /** Dial this address instead of resolving the host. */
  readonly address?: string
  /** The name for certificate and SNI; the host when not given. */
  readonly tlsName?: string
  readonly family?: 4 | 6
  readonly user?: string
  readonly password?: string
  readonly anonymous?: boolean
  /** False: nothing that needs a login. */
  readonly login?: boolean
  /** PEM certificates to trust, instead of the usual store. */
  readonly ca?: string
  /** Named in the report with `ca`. */
  readonly caName?: string
  /** The file that they stand in: for the commands that a report shows. */
  readonly caFile?: string
  /** SHA-256 of the one certificate to accept: hex, colons allowed. */
  readonly pin?: string
  readonly insecure?: boolean
  readonly allowClearLogin?: boolean
  readonly dialAdvertised?: boolean
  /** What no client of today would do: an SSLv2 hello where no other is answered. */
  readonly audit?: boolean
  readonly passiveOnly?: boolean
  /** The directory that is listed; that of the login when not given. */
  readonly path?: string
  /** A remote file to RETR when listings are refused. */
  readonly file?: string
  /** Only these probes or cells: a probe's id, or a cell id with `*` for any part. */
  readonly only?: readonly string[]
  /** `nearest` is found without what the server says of itself. */
  readonly blind?: boolean
  readonly loginBudget?: number
  readonly concurrency?: number
  readonly limits?: Limits
  readonly clock?: Clock
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** One sentence that a watching person wants to know now ("now listening for the server's connection ..."). */
  readonly onNotice?: (text: string) => void
  /** Every event of the transcript as it happens, secrets cut out: for `--verbose`. */
  readonly onEvent?: (connection: number, role: 'control' | 'data', event: TranscriptEvent) => void
}

export interface Progress {
  /** What is being looked at, in words. */
  readonly doing: string
  readonly waysDone: number
  readonly logins: number
  readonly seconds: number
}
