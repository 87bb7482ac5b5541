import type { NotOpened, Tools } from '../../src/engine/tools.js'
import { isUnended, replyClass } from '../../src/model/reply.js'
import { compareSteps } from '../../src/model/step.js'
import type { TranscriptConnection } from '../../src/model/transcript.js'
import type { Auth } from '../auth.js'
import type { PortLook } from '../greeting.js'
import type { TurnedAway } from '../matrix.js'
import type { Table } from './look-at-way.js'

/** The first of a series of sessions that were not let in, with nobody let in behind it. */
export interface ClosedDoor extends Pick<TurnedAway, 'at' | 'reply' | 'failure'> {
  /** Its connection in the transcript; absent where none stood. */
  readonly connection?: number
  tries: number
}

/** Every session that the table asks for comes by here: one that gets in ends the series, or one that is refused further in. */
export function noteDoor(table: Table, opened: NotOpened | 'open'): void {
  if (opened === 'open' || isFurtherIn(opened, table.closedDoor)) delete table.closedDoor
  const closed = opened === 'open' ? undefined : closedBy(opened)
  // Where nobody was ever logged in, a login that comes to nothing is no later one.
  if (closed === undefined || (closed.at === 'login' && table.tools.sessions.most === 0)) return
  if (table.closedDoor === undefined) table.closedDoor = { ...closed, tries: 1 }
  else table.closedDoor.tries += 1
}

/** What is refused behind the step at which the others were stopped has come by there: 530 to USER follows a greeting. */
function isFurtherIn(opened: NotOpened, closed: ClosedDoor | undefined): boolean {
  return closed !== undefined && opened.is === 'refused' && compareSteps(opened.step, closed.at) > 0
}

/** Methods that were hung up on where the same port had greeted before, in the order in which they were looked at: it can begin so early. */
export function noteEntries(table: Table, { entries }: Auth): void {
  const greeting = table.tools.seen.of('greeting')
  if (greeting.status !== 'observed' || !hasWelcomed(greeting.value.explicit)) return
  for (const security of ['none', 'auth-ssl', 'auth-tls'] as const) {
    const { status, step, failure, reply, evidence } = entries[security]
    if (status === 'untested') continue
    if (step !== 'connect' && step !== 'greeting') noteDoor(table, 'open')
    else if (status === 'fails' && failure !== undefined)
      noteDoor(table, { is: 'fails', step, failure, ...(reply === undefined ? {} : { reply }), evidence })
    else if (status === 'refused' && step === 'greeting' && reply !== undefined)
      noteDoor(table, { is: 'turned-away', at: step, reply, evidence })
  }
}

function hasWelcomed({ service, greeting }: PortLook): boolean {
  return service === 'ftp' && greeting !== undefined && replyClass(greeting) === 2 && !isUnended(greeting)
}

function closedBy(opened: NotOpened): Omit<ClosedDoor, 'tries'> | undefined {
  if (opened.is !== 'turned-away' && opened.is !== 'fails') return undefined
  const at = opened.is === 'turned-away' ? opened.at : opened.step
  if (at !== 'connect' && at !== 'greeting' && at !== 'handshake' && at !== 'login') return undefined
  const connection = opened.evidence[0]?.connection
  return {
    at,
    ...(opened.reply === undefined ? {} : { reply: opened.reply }),
    ...(opened.is === 'fails' ? { failure: opened.failure } : {}),
    ...(connection === undefined ? {} : { connection }),
  }
}

/** The series that was never ended, with what went before it: told from the transcript. */
export function turnedAwayAtLast({ tools, closedDoor }: Table): TurnedAway | undefined {
  if (closedDoor === undefined) return undefined
  const { connection, ...door } = closedDoor
  return { ...door, ...before(tools, connection) }
}

function before(tools: Tools, connection: number | undefined): Pick<TurnedAway, 'letIn' | 'seconds'> {
  const all = tools.context.transcript.connections().filter(({ role }) => role === 'control')
  const begun = all.find(({ id }) => id === connection)?.events[0]?.t ?? Infinity
  const earlier = all.filter(one => one.id !== connection && (one.events[0]?.t ?? Infinity) <= begun)
  const starts = earlier.map(({ events }) => events[0]?.t ?? 0)
  const first = Math.min(...starts)
  const last = begun === Infinity ? Math.max(...starts) : begun
  return {
    letIn: earlier.filter(isLetIn).length,
    seconds: starts.length === 0 ? 0 : Math.round((last - first) * 1000) / 1000,
  }
}

/** It was greeted by other than a 421, or TLS came about. */
function isLetIn({ events }: TranscriptConnection): boolean {
  const first = events.find(({ kind }) => kind === 'receive')
  return first === undefined ? events.some(({ kind }) => kind === 'tls') : !/^421\b/.test(first.text ?? '')
}
