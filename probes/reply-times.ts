import type { Probe } from '../src/engine/tools.js'
import { observed, untested } from '../src/model/observation.js'
import { exchangesOf, waitsOf, type Waits } from './reply-times/exchanges.js'

export type { Waits }

/** How long the server took to answer, over all control connections of the run; each is absent where none was answered. */
export interface ReplyTimes {
  /** Seconds from which on a reply counts as slow. */
  readonly slowFrom: number
  /** From the connection to a 2yz greeting, with TLS before it on an implicit port. */
  readonly greetings?: Waits
  /** From PASS to a 2yz reply: a refusal may be held back on purpose. */
  readonly logins?: Waits
  /** From any other command outside of transfers to its reply. */
  readonly others?: Waits
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly 'reply-times': ReplyTimes
  }
}

/** How long the replies of the run took, told from the transcript when all else has been looked at (RFC 959 §5.4). */
export const probe: Probe<'reply-times'> = {
  id: 'reply-times',
  title: 'How long replies take',
  references: ['RFC 959 §5.4'],
  needs: ['greeting'],
  after: [
    'after-refusal',
    'after-transfer',
    'auth',
    'certificate',
    'clear-login',
    'early-hello',
    'idle',
    'features',
    'login',
    'matrix',
    'order',
    'passive-address',
    'resumption',
    'work',
  ],
  plan: () => undefined,
  observe({ context }) {
    const slowFrom = context.limits.deadlines.slow / 1000
    const exchanges = context.transcript.connections().flatMap(exchangesOf)
    if (exchanges.length === 0) return Promise.resolve(untested('not-reachable'))
    const told = (['greetings', 'logins', 'others'] as const).flatMap(of => {
      const waits = waitsOf(
        exchanges.filter(exchange => exchange.of === of),
        slowFrom,
      )
      return waits === undefined ? [] : [[of, waits] as const]
    })
    return Promise.resolve(
      observed(
        { slowFrom, ...(Object.fromEntries(told) as Partial<Record<(typeof told)[number][0], Waits>>) },
        exchanges.filter(({ seconds }) => seconds > slowFrom).map(({ span }) => span),
      ),
    )
  },
  // The usual thing is left out, so that recordings from before this was looked at compare as equal.
  stable: ({ greetings, logins }) => ({
    ...(isSlow(greetings) ? { greetings: 'slow' } : {}),
    ...(isSlow(logins) ? { logins: 'slow' } : {}),
  }),
}

function isSlow(waits: Waits | undefined): boolean {
  return waits !== undefined && waits.slow === waits.count
}
