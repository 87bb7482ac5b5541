import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession, LevelFacts } from '../../src/engine/ftp-session.js'
import type { NotOpened, Opened } from '../../src/engine/tools.js'
import type { SeenCell } from '../../src/model/cell.js'
import {
  cellId,
  type CellId,
  type DataMode,
  type Protection,
  type Security,
  type Way,
} from '../../src/model/matrix.js'
import { isUnknownCommand, type Reply } from '../../src/model/reply.js'
import { loginPatiently } from '../login/login-patiently.js'
import { cellBroken, cellOfLevel, cellRefused, cellUntested } from './cell-of.js'
import { tryEarlyHello } from './try-early-hello.js'
import { isLeft } from './is-left.js'
import { isLoginSeenToFail } from './login-seen.js'
import { endLost, leave, noteLoss } from './lost-sessions.js'
import {
  countTimeout,
  deservesLookWithoutHello,
  longestDeadline,
  lookAtWay,
  type Table,
  type WayLook,
} from './look-at-way.js'
import { noteDoor } from './turned-away.js'

/** Some levels of one method, looked at one after another on one session that heals. */
export interface LanePlan {
  readonly index: number
  readonly security: Security
  readonly levels: readonly Protection[]
  readonly port: number | null
}

/** No session beside our other ones: a limit, or a server that serves one at a time. */
export type Crowded = Extract<Opened, { is: 'turned-away' | 'fails' }>

/** Thrown inside a lane when no session is to be had; the rest of its ways say why. */
class NoSession extends Error {
  constructor(readonly opened: NotOpened) {
    super(opened.is)
  }
}

/**
 * A session goes through the levels of its plan in order; `default` needs one that never sent PBSZ or PROT. A session that
 * broke is replaced, and its level is sent anew.
 */
export class Lane {
  readonly #table: Table
  readonly #plan: LanePlan
  #session: FtpSession | undefined
  #gotIn = false
  #accepted: { readonly session: FtpSession; readonly level: Protection } | undefined

  constructor(table: Table, plan: LanePlan, session?: FtpSession) {
    this.#table = table
    this.#plan = plan
    this.#session = session
  }

  /** It had a session at least once. */
  get gotIn(): boolean {
    return this.#gotIn
  }

  /** Looks at all ways that are not settled yet. Returns why it had to stop, where our other sessions may be the reason. */
  async run(alone: boolean): Promise<Crowded | undefined> {
    try {
      for (const protection of this.#plan.levels) await this.#level(protection, alone)
      if (this.#session !== undefined) await tryEarlyHello(this.#table, this.#session)
      return undefined
    } catch (error) {
      if (!(error instanceof NoSession)) throw error
      const { opened } = error
      const isCrowded =
        opened.is === 'turned-away' ||
        (opened.is === 'fails' && !isLoginSeenToFail(this.#table.tools, opened))
      if (!alone && isCrowded) return opened
      this.#giveUp(opened)
      return undefined
    } finally {
      if (this.#session !== undefined) await leave(this.#table, this.#session, alone)
    }
  }

  /** One look at one way, settled or not, on a session of its own; undefined when none is to be had. */
  async lookOnce(way: Way): Promise<SeenCell | undefined> {
    try {
      return await this.#surely(way, await this.#look(way, true), true)
    } catch (error) {
      if (!(error instanceof NoSession)) throw error
      return error.opened.is === 'untested' ? undefined : this.#cellOfNoSession(way, error.opened)
    } finally {
      if (this.#session !== undefined) await this.#table.tools.sessions.release(this.#session)
    }
  }

  async #level(protection: Protection, alone: boolean): Promise<void> {
    for (const dataMode of this.#table.tools.wishes.dataModes) {
      const way: Way = { security: this.#plan.security, protection, dataMode }
      if (this.#isSettled(way)) continue
      const first = await this.#look(way, alone)
      this.#settle(way, await this.#surely(way, first, alone))
      if (this.#shares(first)) this.#shareLevel(way, first.cell)
    }
  }

  /** The second look, where our hello may have disturbed what it looked at. */
  async #surely(way: Way, first: WayLook, alone: boolean): Promise<SeenCell> {
    const table = this.#table
    if (deservesLookWithoutHello(first)) {
      const { deadlines, silentLooks } = table.tools.context.limits
      const firstByteMs =
        first.facts?.helloMet === 'clear-text' ? deadlines.firstByte : silentLooks.clearLevel
      const second = await this.#look(way, alone, { firstByteMs })
      return second.facts?.wire === 'clear' ? second.cell : first.cell
    }
    return first.cell
  }

  /** A session that had done its share and was left before the data command says nothing about this way: another one does. */
  async #look(way: Way, alone: boolean, withoutHello?: { readonly firstByteMs: number }): Promise<WayLook> {
    const used = this.#session?.usable === true ? this.#session : undefined
    const look = await this.#lookNow(way, alone, withoutHello)
    if (used === undefined) return look
    if (this.#session === used) noteLoss(this.#table, used, look.cell)
    if (!isLeft(look.cell) || (await this.#session?.stays()) === true) return look
    return this.#lookNow(way, alone, withoutHello)
  }

  async #lookNow(
    way: Way,
    alone: boolean,
    withoutHello: { readonly firstByteMs: number } | undefined,
  ): Promise<WayLook> {
    const session = await this.#sessionFor(way.protection, alone)
    const level = await this.#setLevel(session, way)
    if (level !== undefined) return { cell: level }
    const options = withoutHello === undefined ? {} : { withoutHello }
    return lookAtWay(this.#table, session, way, options)
  }

  async #sessionFor(protection: Protection, alone: boolean): Promise<FtpSession> {
    const { tools } = this.#table
    const current = this.#session
    const fits =
      (await current?.stays()) === true && (protection !== 'default' || current?.level === 'default')
    if (current !== undefined && fits) return current
    this.#session = undefined
    if (current !== undefined) await leave(this.#table, current, alone)
    if (alone) await endLost(this.#table)
    const id = (): number => tools.plan.lane(this.#plan.index)
    const opened = alone
      ? await loginPatiently(tools, this.#plan.security, id)
      : await tools.sessions.login(this.#plan.security, id())
    noteDoor(this.#table, opened.is === 'open' ? 'open' : opened)
    if (opened.is !== 'open') throw new NoSession(opened)
    this.#session = opened.session
    this.#gotIn = true
    await this.#setType(opened.session)
    return opened.session
  }

  /** A file is compared by its size: in TYPE A that would be another one (RFC 959 §3.1.1). */
  async #setType(session: FtpSession): Promise<void> {
    if (!this.#table.command.startsWith('RETR ')) return
    try {
      await session.command('TYPE I')
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
    }
  }

  /** Sends the level unless it stands; a cell when it was not brought about. */
  async #setLevel(session: FtpSession, way: Way): Promise<SeenCell | undefined> {
    const { protection } = way
    if (protection === 'default') return undefined
    if (this.#accepted?.session === session && this.#accepted.level === protection) return undefined
    this.#accepted = undefined
    const mark = session.control.recorder.mark()
    let facts: LevelFacts
    try {
      facts = await session.setLevel(protection, hurry(longestDeadline(this.#table, way)))
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      const cell = cellBroken(way, this.#plan.port, error, [session.control.recorder.since(mark)])
      countTimeout(this.#table, cell)
      return cell
    }
    if (!facts.accepted) {
      if (facts.prot !== undefined) noteLevel(this.#table.refusedLevels, way, facts.prot)
      return cellOfLevel(way, this.#plan.port, facts, [session.control.recorder.since(mark)])
    }
    this.#accepted = { session, level: protection }
    noteLevel(this.#table.levels, way, facts.reply)
    return undefined
  }

  /** Only an unknown command says the same whatever comes after it. */
  #shares({ cell, facts }: WayLook): boolean {
    const atLevel = cell.step === 'pbsz' || cell.step === 'prot'
    return facts === undefined && atLevel && cell.reply !== undefined && isUnknownCommand(cell.reply)
  }

  #shareLevel(way: Way, cell: SeenCell): void {
    for (const dataMode of this.#table.tools.wishes.dataModes) {
      const other: Way = { ...way, dataMode }
      if (!this.#isSettled(other))
        this.#settle(other, { ...cell, id: cellId(other), mode: dataMode, sharedWith: cell.id })
    }
  }

  #giveUp(opened: NotOpened): void {
    let shared: CellId | undefined
    for (const way of this.#waysLeft()) {
      const cell = this.#cellOfNoSession(way, opened)
      this.#settle(
        way,
        shared === undefined || cell.status === 'untested' ? cell : { ...cell, sharedWith: shared },
      )
      shared ??= cell.id
    }
  }

  #cellOfNoSession(way: Way, opened: NotOpened): SeenCell {
    const { port } = this.#plan
    switch (opened.is) {
      case 'untested':
        return cellUntested(way, port, opened.reason)
      case 'fails':
        return cellBroken(way, port, opened, opened.evidence)
      case 'turned-away':
        return cellRefused(way, port, { ...opened, step: opened.at })
      case 'refused':
        return cellRefused(way, port, opened)
    }
  }

  #waysLeft(): readonly Way[] {
    const { security, levels } = this.#plan
    const modes: readonly DataMode[] = this.#table.tools.wishes.dataModes
    return levels
      .flatMap(protection => modes.map(dataMode => ({ security, protection, dataMode })))
      .filter(way => !this.#isSettled(way))
  }

  #isSettled(way: Way): boolean {
    return this.#table.tools.notebook.cells.has(cellId(way))
  }

  #settle(way: Way, cell: SeenCell): void {
    const { tools } = this.#table
    tools.notebook.cells.set(cellId(way), cell)
    tools.progress(way.security)
  }
}

function noteLevel(levels: Table['levels'], { security, protection }: Way, reply: Reply): void {
  if (levels.some(known => known.security === security && known.protection === protection)) return
  levels.push({ security, protection, reply })
}

function hurry(longestMs: number | undefined): { readonly longestMs?: number } {
  return longestMs === undefined ? {} : { longestMs }
}
