import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { SetUp, Tools } from '../../src/engine/tools.js'
import { cellId, isPassive, wayOf, ways, type CellId, type Way } from '../../src/model/matrix.js'
import { isNegative, type Reply } from '../../src/model/reply.js'
import type { Span } from '../../src/model/transcript.js'
import { loginPatiently } from '../login/login-patiently.js'
import type { Table } from './look-at-way.js'
import { fewPorts, portsNamed } from './room.js'

/** Passive ports that sessions of ours held at one time, asked for and not used; one more was refused, and so again when all had gone. */
export interface PortsHeld {
  readonly way: CellId
  readonly held: number
  /** What one more was told. */
  readonly reply: Reply
  readonly evidence: readonly Span[]
}

const portsLane = 17

/**
 * A range that is too small for the sessions that stand is met by chance, or not at all: a port is held for a moment only.
 * Where few were named, or one was refused in company, they are held on purpose: each round begins with one session alone.
 */
export async function holdPorts(table: Table): Promise<PortsHeld | undefined> {
  const { tools } = table
  const way = wayFor(tools)
  const isLimited = table.sessionLimit !== undefined || table.closedDoor !== undefined
  if (way === undefined || isLimited || tools.wishes.concurrency < 2) return undefined
  if (!isFew(table.setUps) && !table.setUps.some(setUp => isCrowded(tools, setUp))) return undefined
  const first = await holdOnce(tools, way)
  const second = first && (await holdOnce(tools, way))
  if (second === undefined || second.held !== first?.held) return undefined
  return { way: cellId(way), ...second, evidence: [...first.evidence, ...second.evidence] }
}

/** The same few again and again: who chooses among many seldom does that. */
function isFew(setUps: readonly SetUp[]): boolean {
  const named = portsNamed(setUps)
  const distinct = new Set(named).size
  return distinct < fewPorts && named.length >= Math.max(fewPorts, 2 * distinct)
}

/** Passive, asked for in company, and nothing came of it; alone it came further. */
function isCrowded({ notebook }: Tools, { cell, beside = 0, evidence }: SetUp): boolean {
  const { status, step } = notebook.cells.get(cell) ?? {}
  const isStillRefused = status === 'refused' && step === 'mode'
  return evidence !== undefined && beside > 0 && isPassive(wayOf(cell).dataMode) && !isStillRefused
}

/** A way whose password and data are protected goes first. */
function wayFor({ notebook }: Tools): Way | undefined {
  const works = ways.filter(
    way => isPassive(way.dataMode) && notebook.cells.get(cellId(way))?.status === 'works',
  )
  return (
    works.find(({ security, protection }) => security !== 'none' && protection === 'P') ??
    works.find(({ security }) => security !== 'none') ??
    works[0]
  )
}

/** One session after another asks for a port, no more than the user lets us have, until one is refused beside the others. */
async function holdOnce(tools: Tools, way: Way): Promise<Omit<PortsHeld, 'way'> | undefined> {
  const sessions: FtpSession[] = []
  try {
    while (sessions.length < tools.wishes.concurrency) {
      const opened = await loginPatiently(tools, way.security, () => tools.plan.lane(portsLane))
      if (opened.is !== 'open') return undefined
      sessions.push(opened.session)
      const asked = await askForPort(opened.session, way)
      if (asked === 'given') continue
      const held = sessions.length - 1
      return asked !== 'not-asked' && held > 0 ? { held, ...asked } : undefined
    }
    return undefined
  } finally {
    await Promise.all(sessions.map(session => tools.sessions.release(session)))
  }
}

type Refusal = Pick<PortsHeld, 'reply' | 'evidence'>

async function askForPort(
  session: FtpSession,
  { protection, dataMode }: Way,
): Promise<'given' | 'not-asked' | Refusal> {
  const mark = session.control.recorder.mark()
  try {
    if (protection !== 'default' && !(await session.setLevel(protection)).accepted) return 'not-asked'
    const reply = await session.command(dataMode, 'mode')
    return isNegative(reply) ? { reply, evidence: [session.control.recorder.since(mark)] } : 'given'
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    // An end without a word may have any cause.
    return 'not-asked'
  }
}
