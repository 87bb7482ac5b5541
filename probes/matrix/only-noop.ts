import { EngineError } from '../../src/engine/engine-error.js'
import type { SeenCell } from '../../src/model/cell.js'
import { cellIds } from '../../src/model/matrix.js'
import type { Failure } from '../../src/model/step.js'
import type { Span } from '../../src/model/transcript.js'
import { loginPatiently } from '../login/login-patiently.js'
import { isAtControl, sizesOf, surelyLost } from './lost-sessions.js'
import type { Table } from './look-at-way.js'

/** A new session that said nothing but NOOP, since others had been left without a reply: all of them, or one, which may be chance. */
export interface OnlyNoop {
  /** Commands on that connection that were answered, from the first on. */
  readonly commands: number
  /** The fewest and the most commands of the sessions before it. */
  readonly others: readonly [fewest: number, most: number]
  /** What the next one met; absent where all were answered, more commands than any session was left behind. */
  readonly failure?: Failure
  readonly evidence: readonly Span[]
}

const noopLane = 14
const more = 4
const most = 60

/**
 * Where no session gets by some command, NOOP (RFC 959 §4.1.3) tells whether it is the command: what only counts stops it, too. Where
 * a single session was lost, it tells whether that was chance.
 */
export async function sayOnlyNoop(table: Table): Promise<OnlyNoop | undefined> {
  const { tools } = table
  const lost = surelyLost(table)
  const isSingle = lost.length === 1
  const stopped = isSingle ? lost.map(({ cell }) => cell) : stoppedCells(table)
  const [first] = stopped
  if (first === undefined || tools.wishes.login !== 'asked') return undefined
  const ids = new Set(stopped.flatMap(({ evidence }) => evidence.map(({ connection }) => connection)))
  const sizes = sizesOf(table).flatMap(({ id, commands }) => (ids.has(id) ? [commands] : []))
  if (sizes.length === 0) return undefined
  const opened = await loginPatiently(tools, first.security, () => tools.plan.lane(noopLane))
  if (opened.is !== 'open') return undefined
  const { session } = opened
  const mark = session.control.recorder.mark()
  const { reply: longest, inCompany } = tools.context.limits.deadlines
  const patience = first.failure === 'timeout' ? Math.min(longest, inCompany) : longest
  // A NOOP is fewer packets and bytes than a transfer: behind one loss as many commands again.
  const wanted = Math.min(most, Math.max(...sizes) * (isSingle ? 2 : 1) + more)
  let failure: Failure | undefined
  try {
    for (let said = 0; said < wanted; said += 1) await session.command('NOOP', 'command', patience)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    failure = error.failure
  } finally {
    await tools.sessions.release(session)
  }
  const { id } = session.control.recorder
  const commands = sizesOf(table).find(sized => sized.id === id)?.commands ?? 0
  const evidence = [session.control.recorder.since(mark)]
  const others = [Math.min(...sizes), Math.max(...sizes)] as const
  return { commands, others, ...(failure === undefined ? {} : { failure }), evidence }
}

/** Every session that got so far was left there: nothing came of the second look either. */
function stoppedCells({ tools }: Table): readonly SeenCell[] {
  const cells = cellIds.flatMap(id => tools.notebook.cells.get(id) ?? [])
  const protectedWays = cells.filter(({ security, status }) => security !== 'none' && status !== 'untested')
  if (protectedWays.some(({ status }) => status === 'works')) return []
  return protectedWays.filter(isAtControl)
}
