import type { Limits } from '../model/limits.js'
import type { Clock } from '../net/clock.js'
import type { Proxy } from '../net/proxy.js'
import type { Trust } from '../tls/trust.js'
import type { Transcript } from './transcript.js'

/** What every connection of one run shares. */
export interface EngineContext {
  readonly clock: Clock
  readonly limits: Limits
  readonly transcript: Transcript
  readonly trust: Trust
  readonly signal: AbortSignal
  /** Connects in our place; without one we dial ourselves. */
  readonly proxy?: Proxy
  /** Control connections that stand: whatever ends a run, none of them stays behind. */
  readonly standing: Set<{ destroy(): void }>
}
