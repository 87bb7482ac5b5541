import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { SeenCell } from '../../src/model/cell.js'
import { isPassive, type CellId } from '../../src/model/matrix.js'
import { isUnended } from '../../src/model/reply.js'
import type { Failure, Step } from '../../src/model/step.js'
import type { Span, TranscriptConnection } from '../../src/model/transcript.js'
import type { Table } from './look-at-way.js'
import type { OnlyNoop } from './only-noop.js'

/** How far a control connection came. */
export interface SessionSize {
  /** Commands that were answered, QUIT left out. */
  readonly commands: number
  /** Of commands and replies. */
  readonly bytes: number
  /** From its connect to its last reply. */
  readonly seconds: number
}

/** A session that had done its share, and then ended or went silent at a way that another session came through. */
export interface LostSession {
  readonly cell: CellId
  readonly step: Step
  readonly failure: Failure
  readonly size: SessionSize
  readonly evidence: readonly Span[]
}

export interface LostSessions {
  readonly lost: readonly LostSession[]
  /** The most that any other logged-in session of the run came to, in each measure. */
  readonly lived: SessionSize
  readonly onlyNoop?: OnlyNoop
}

/** What became of a session that was not a new one, until the end of the table tells whether it was the way or the session. */
export interface LostCandidate {
  readonly cell: SeenCell
  readonly session: FtpSession
  /** Received so far. More of it later would prove that the connection lives. */
  readonly bytesIn: number
}

const steps: readonly (Step | undefined)[] = ['pbsz', 'prot', 'mode', 'command', 'final']
const ends: readonly (Failure | undefined)[] = ['early-end', 'connection-reset', 'timeout']

/** A session that did other ways before is left with a command that the wire never answered. 421 is a word of its own. */
export function noteLoss(table: Table, session: FtpSession, cell: SeenCell): void {
  if (isAtControl(cell) && !session.usable && !session.control.isLeaving)
    table.lost.push({ cell, session, bytesIn: session.control.recorder.bytesIn })
}

/** A command behind the login got no reply, or none that ended. Where that is PORT or what follows it, nobody comes either. */
export function isAtControl({ status, step, failure, reply, mode }: SeenCell): boolean {
  const isThere = steps.includes(step) || (step === 'data-connect' && !isPassive(mode))
  const isUnanswered = reply === undefined || isUnended(reply)
  return status === 'fails' && isThere && ends.includes(failure) && isUnanswered
}

/** A session that is silent in company stays open until the company is over: a late reply tells a slow server from a lost connection. */
export async function leave(
  { lost, held, tools }: Table,
  session: FtpSession,
  alone: boolean,
): Promise<void> {
  const isSilent = lost.some(({ cell, session: other }) => other === session && cell.failure === 'timeout')
  if (alone || !isSilent) await tools.sessions.release(session)
  else held.add(session)
}

/** Ends what `leave` kept open. */
export async function endLost({ held, tools }: Table): Promise<void> {
  const sessions = [...held]
  held.clear()
  await Promise.all(sessions.map(session => tools.sessions.release(session)))
}

/** Sessions that were lost to the wire, twice at least, where the same way came out otherwise on another one; or whatever they say. */
export function lostSessions(table: Table, onlyNoop: OnlyNoop | undefined): LostSessions | undefined {
  const all = sizesOf(table)
  const lost = surelyLost(table).map(lostSession(all))
  if (lost.length < 2 && onlyNoop === undefined) return undefined
  const ids = new Set(lost.map(({ evidence: [span] }) => span?.connection))
  const others = all.filter(({ id }) => !ids.has(id))
  return {
    lost,
    lived: {
      commands: Math.max(0, ...others.map(({ commands }) => commands)),
      bytes: Math.max(0, ...others.map(({ bytes }) => bytes)),
      seconds: Math.max(0, ...others.map(({ seconds }) => seconds)),
    },
    ...(onlyNoop === undefined ? {} : { onlyNoop }),
  }
}

export function surelyLost(table: Table): readonly LostCandidate[] {
  return table.lost.filter(candidate => isSurelyLost(table, candidate))
}

/** Not the commands, but the sessions were stopped. */
export function isCut({ lost, onlyNoop }: LostSessions): boolean {
  return lost.length > 1 || onlyNoop?.failure !== undefined
}

function isSurelyLost({ tools }: Table, { cell, session, bytesIn }: LostCandidate): boolean {
  const settled = tools.notebook.cells.get(cell.id)
  const isSettledOtherwise =
    settled?.status === 'works' || (settled?.status === 'refused' && settled.reply?.code !== 421)
  return isSettledOtherwise && session.control.recorder.bytesIn === bytesIn
}

function lostSession(all: readonly Sized[]): (candidate: LostCandidate) => LostSession {
  return ({ cell: { id: cell, step = 'close', failure = 'timeout', evidence }, session }) => {
    const { id } = session.control.recorder
    const { commands = 0, bytes = 0, seconds = 0 } = all.find(sized => sized.id === id) ?? {}
    const own = evidence.filter(({ connection }) => connection === id)
    return { cell, step, failure, size: { commands, bytes, seconds }, evidence: own }
  }
}

interface Sized extends SessionSize {
  readonly id: number
}

/** How far each connection came on which a password was sent. */
export function sizesOf({ tools }: Table): readonly Sized[] {
  return tools.context.transcript
    .connections()
    .filter(({ role, events }) => role === 'control' && events.some(({ text }) => text === 'PASS ***'))
    .map(sizeOf)
}

/** Up to the last reply: what was sent behind it is what nobody answered. */
function sizeOf({ id, bytesIn, bytesOut, events }: TranscriptConnection): Sized {
  const said = events.filter(({ kind, text }) => kind === 'receive' || (kind === 'send' && text !== 'QUIT'))
  const isAnswered = (at: number): boolean => said[at]?.kind === 'send' && said[at + 1]?.kind === 'receive'
  const last = said.findLast(({ kind }) => kind === 'receive')
  return {
    id,
    commands: said.filter((_, at) => isAnswered(at)).length,
    bytes: bytesIn + bytesOut,
    seconds: Math.round(Math.max(0, (last?.t ?? 0) - (events[0]?.t ?? 0)) * 1000) / 1000,
  }
}
