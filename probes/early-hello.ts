import type { Probe, Tools } from '../src/engine/tools.js'
import type { Alert, CellStatus, SeenCell } from '../src/model/cell.js'
import { wayOf, type CellId } from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import type { Failure, Step } from '../src/model/step.js'
import type { Span } from '../src/model/transcript.js'
import { ownCommands, OwnSession, whyNoSession } from './resumption/own-session.js'

/** One protected transfer: the hello before the command, or behind it as everywhere else in a check. */
export interface EarlyHelloLook {
  readonly hello: 'early' | 'usual'
  /** No other session of ours stood beside it. */
  readonly alone: boolean
  readonly status: CellStatus
  readonly step?: Step
  readonly failure?: Failure
  readonly reply?: Reply
  readonly alert?: Alert
}

/** What clients meet that begin TLS on a data connection as soon as TCP stands, and send the command then (curl 7.88). */
export interface EarlyHello {
  readonly way: CellId
  /** One that works is enough; what failed was looked at again, and with the hello as usual. */
  readonly looks: readonly EarlyHelloLook[]
  /** Why there are not more. */
  readonly reason?: string
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly 'early-hello': EarlyHello
  }
}

/** Early first: what a session cannot do any more is not to be taken for it. */
const again = ['early', 'usual', 'early', 'usual'] as const

/** The table has the first look, on a session that was to be ended; only where that failed this one logs in (RFC 4217 §7 has no word on which comes first). */
export const probe: Probe<'early-hello'> = {
  id: 'early-hello',
  title: 'The TLS hello on the data connection, before the command',
  references: ['RFC 4217 §7', 'RFC 959 §3.2'],
  needs: ['matrix'],
  after: ['order', 'passive-address', 'resumption'],
  plan: wishes => {
    const commands = ownCommands(wishes)
    const note = 'one transfer more on a session of the table; the rest only where that fails'
    return commands && { connections: 0, dataConnections: 1, commands, note }
  },
  async observe(tools) {
    const first = tools.notebook.earlyHello?.cell
    if (first === undefined) return untested('no-session-left')
    const looks = [lookOf(first, { hello: 'early', alone: false })]
    if (first.status === 'works') return observed({ way: first.id, looks }, first.evidence)
    const { reason, more, spans } = await lookAgain(tools, first)
    return observed(
      { way: first.id, looks: [...looks, ...more], ...(reason === undefined ? {} : { reason }) },
      [...first.evidence, ...spans],
    )
  },
  // The usual thing is left out, so that recordings from before this was looked at compare as equal.
  stable: ({ looks }) => {
    const alone = looks.filter(look => look.alone)
    const works = looks.some(({ hello, status }) => hello === 'early' && status === 'works')
    return works || alone.length === 0 ? {} : { looks: alone.map(stableLook) }
  },
}

interface Again {
  readonly more: readonly EarlyHelloLook[]
  readonly spans: readonly Span[]
  readonly reason?: string
}

/** Until one comes out as it would on any other server. All with NOOP before the command: they differ in the hello alone. */
async function lookAgain(tools: Tools, first: SeenCell): Promise<Again> {
  const own = new OwnSession(tools, wayOf(first.id), 'early-hello')
  const more: EarlyHelloLook[] = []
  const spans: Span[] = []
  const { afterSilences, inCompany } = tools.context.limits.deadlines
  try {
    for (const hello of again) {
      const isEarly = hello === 'early'
      const longestMs = isEarly ? afterSilences : inCompany
      const seen = await own.transfer({ noopBetween: { earlyHello: isEarly }, longestMs })
      if (!('cell' in seen)) return { more, spans, reason: whyNoSession(seen) }
      spans.push(...seen.cell.evidence)
      more.push(lookOf(seen.cell, { hello, alone: true }))
      if ((seen.cell.status === 'works') === (hello === 'early')) break
    }
    return { more, spans }
  } finally {
    await own.end()
  }
}

function lookOf(
  { status, step, failure, reply, alert }: SeenCell,
  how: Pick<EarlyHelloLook, 'hello' | 'alone'>,
): EarlyHelloLook {
  return {
    ...how,
    status,
    ...(step === undefined ? {} : { step }),
    ...(failure === undefined ? {} : { failure }),
    ...(reply === undefined ? {} : { reply }),
    ...(alert === undefined ? {} : { alert }),
  }
}

function stableLook({ hello, status, step, reply }: EarlyHelloLook): string {
  return [hello, status, step, reply?.code].filter(word => word !== undefined).join(' ')
}
