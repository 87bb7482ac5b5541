import type { Probe } from '../src/engine/tools.js'
import { observed, untested } from '../src/model/observation.js'
import { sessionLives, type Life } from './after-transfer/session-lives.js'

/** What became of sessions behind transfers that had come to a good end, over the whole run. */
export interface AfterTransfer {
  /** Transfers behind which the server went on with the session, seen by its next reply. */
  readonly survived: number
  /** Transfers behind which the server ended the session before it answered anything else. */
  readonly ended: number
  /** Its last word, where it had one. */
  readonly reply?: string
  /** The fewest commands that were answered in a session that ended so, between the login and the transfer. */
  readonly answeredBefore?: number
  /** The longest that such a session had stood before its transfer, in seconds. */
  readonly stoodBefore?: number
  /** The longest from the final reply to the end, in seconds. */
  readonly endedWithin?: number
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly 'after-transfer': AfterTransfer
  }
}

/** Whether a session outlives its transfer, told from the transcript (RFC 959 §3.2: the control connection stays open). */
export const probe: Probe<'after-transfer'> = {
  id: 'after-transfer',
  title: 'What becomes of a session behind a transfer',
  references: ['RFC 959 §2.3', 'RFC 959 §5.4'],
  needs: ['matrix'],
  after: ['clear-login', 'early-hello', 'idle', 'order', 'passive-address', 'resumption'],
  plan: () => undefined,
  observe({ context }) {
    const lives = context.transcript.connections().flatMap(sessionLives)
    if (lives.length === 0) return Promise.resolve(untested('needs-working-cell'))
    const ended = lives.filter(life => life.isEnded)
    const reply = ended.find(life => life.reply !== undefined)?.reply
    return Promise.resolve(
      observed(
        {
          survived: lives.length - ended.length,
          ended: ended.length,
          ...(reply === undefined ? {} : { reply }),
          ...(ended.length === 0 ? {} : timesOf(ended)),
        },
        ended.map(({ span }) => span),
      ),
    )
  },
  // The usual thing is left out, so that recordings from before this was looked at compare as equal.
  stable: ({ survived, ended, reply }) =>
    survived === 0 && ended > 0 ? { ends: reply === undefined ? 'without a word' : reply.slice(0, 3) } : {},
}

function timesOf(
  ended: readonly Life[],
): Pick<AfterTransfer, 'answeredBefore' | 'stoodBefore' | 'endedWithin'> {
  return {
    answeredBefore: Math.min(...ended.map(({ answeredBefore }) => answeredBefore)),
    stoodBefore: rounded(Math.max(...ended.map(({ stoodBefore }) => stoodBefore))),
    endedWithin: rounded(Math.max(...ended.map(({ endedWithin }) => endedWithin))),
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
