import { canBeSent, CannotListen } from '../../src/engine/data-set-up.js'
import type { Block } from '../../src/engine/connection-plan.js'
import type { Hello } from '../../src/engine/control-connection.js'
import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession } from '../../src/engine/ftp-session.js'
import { loginCommands, loginMethods, setUpCommands } from '../../src/engine/planned-commands.js'
import type { NotOpened, Tools, Wishes } from '../../src/engine/tools.js'
import type { TransferFacts } from '../../src/engine/transfer-types.js'
import type { SeenCell } from '../../src/model/cell.js'
import { cellId, cellIds, isPassive, wayOf, type Security, type Way } from '../../src/model/matrix.js'
import { loginPatiently } from '../login/login-patiently.js'
import { cellBroken, cellOfLevel, cellOfTransfer } from '../matrix/cell-of.js'
import { isLeft } from '../matrix/is-left.js'
import { commandsOfWork } from '../work/choose-work.js'

export type { NotOpened }

/** Why no session was to be had, as the reason of a look that was not made. */
export function whyNoSession(opened: NotOpened): string {
  switch (opened.is) {
    case 'untested':
      return opened.reason
    case 'turned-away':
      return 'session-limit'
    case 'fails':
      return 'not-reachable'
    default:
      return 'login-refused'
  }
}

/** One transfer as a way of the table would tell it. */
export interface OwnLook {
  readonly cell: SeenCell
  readonly facts?: TransferFacts
  /** A TLS session was offered for resumption. */
  readonly offered: boolean
}

export interface OwnTransfer {
  readonly withoutSession?: boolean
  /** The preliminary reply has this long before our hello; else the order is as it was learned. */
  readonly preliminaryMs?: number
  /** NOOP is answered between the connect and the command, and the hello goes out before that or not; passive ways alone. */
  readonly noopBetween?: { readonly earlyHello: boolean }
  /** No deadline is longer. */
  readonly longestMs?: number
}

const order: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl']

/** The first protected way that worked in the table: AUTH TLS and passive ones first. */
export function protectedWay({ notebook }: Tools): Way | undefined {
  const works = cellIds
    .filter(id => notebook.cells.get(id)?.status === 'works')
    .map(wayOf)
    .filter(({ protection }) => protection === 'P')
  return order
    .flatMap(security => works.filter(way => way.security === security))
    .sort((a, b) => Number(isPassive(b.dataMode)) - Number(isPassive(a.dataMode)))[0]
}

/** Every command of such transfers; undefined where no protected way is looked at. */
export function ownCommands(wishes: Wishes): readonly string[] | undefined {
  const methods = loginMethods(wishes).filter(security => security !== 'none')
  const ways = [...wishes.cells].map(wayOf)
  if (!ways.some(({ security, protection }) => protection === 'P' && methods.some(one => one === security)))
    return undefined
  return [
    ...loginCommands(methods),
    ...['PBSZ 0', 'PROT P'],
    ...setUpCommands(wishes),
    ...commandsOfWork(wishes),
    // NOOP only where a reply stays away.
    ...['NOOP', 'QUIT'],
  ]
}

/** A session of a probe's own at PROT P; where the server ended it, the next transfer has another one. */
export class OwnSession {
  #session: FtpSession | undefined

  constructor(
    readonly tools: Tools,
    readonly way: Way,
    readonly block: Block,
    readonly hello?: Hello,
  ) {}

  /** One protected transfer; or why no session was to be had. A used session that was left before its turn is replaced. */
  async transfer(options: OwnTransfer = {}): Promise<OwnLook | NotOpened> {
    const isUsed = this.#session?.usable === true
    const look = await this.#transferNow(options)
    if (!isUsed || !('cell' in look) || !isLeft(look.cell) || (await this.#session?.stays()) === true)
      return look
    await this.end()
    return this.#transferNow(options)
  }

  async end(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    if (session !== undefined) await this.tools.sessions.release(session)
  }

  async #transferNow(options: OwnTransfer): Promise<OwnLook | NotOpened> {
    const { way } = this
    const opened = await this.#usable()
    if (!('session' in opened)) return opened
    const { session, refused } = opened
    if (refused !== undefined) return { cell: refused, offered: false }
    const mark = session.control.recorder.mark()
    const offered = options.withoutSession !== true && session.canResume
    const port = session.control.peerPort
    try {
      const facts = await session.transfer(this.#request(session, options))
      return { cell: cellOfTransfer(way, port, facts), facts, offered }
    } catch (error) {
      if (error instanceof CannotListen) return { is: 'untested', reason: 'cannot-listen' }
      if (!(error instanceof EngineError)) throw error
      return { cell: cellBroken(way, port, error, [session.control.recorder.since(mark)]), offered }
    }
  }

  async #usable(): Promise<{ readonly session: FtpSession; readonly refused?: SeenCell } | NotOpened> {
    if (this.#session !== undefined && (await this.#session.stays())) return { session: this.#session }
    await this.end()
    const { tools, way, block, hello } = this
    const opened = await loginPatiently(tools, way.security, () => tools.plan.of(block), hello)
    if (opened.is !== 'open') return opened
    const { session } = opened
    this.#session = session
    if (!canBeSent(way.dataMode, session.control)) return { is: 'untested', reason: 'no-address-family' }
    const refused = await this.#prepare(session)
    return refused === undefined ? { session } : { session, refused }
  }

  /** PBSZ, PROT P, and TYPE I for a file. */
  async #prepare(session: FtpSession): Promise<SeenCell | undefined> {
    const { way } = this
    const { recorder, peerPort } = session.control
    const mark = recorder.mark()
    try {
      if (this.#command().startsWith('RETR ')) await session.command('TYPE I')
      const level = await session.setLevel('P')
      return level.accepted ? undefined : cellOfLevel(way, peerPort, level, [recorder.since(mark)])
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      return cellBroken(way, peerPort, error, [recorder.since(mark)])
    }
  }

  #request(
    session: FtpSession,
    { withoutSession = false, preliminaryMs, noopBetween, longestMs }: OwnTransfer,
  ): Parameters<FtpSession['transfer']>[0] {
    const { tools, way, block } = this
    const { limits } = tools.context
    return {
      id: tools.plan.of(block),
      cell: cellId(way),
      command: this.#command(),
      dataMode: way.dataMode,
      helloAfterMs: limits.silentLooks.provenLevel + session.control.roundTripMs,
      handshakeFirst: preliminaryMs === undefined && tools.notebook.handshakeFirst,
      ...(preliminaryMs === undefined ? {} : { preliminaryMs }),
      dataConnectMs: limits.deadlines.dataConnect,
      firstByteMs: limits.deadlines.firstByte,
      longestMs,
      ...(noopBetween && { noopBetween: true, ...noopBetween }),
      maxBytes: limits.dataBytes,
      dialAdvertised: tools.wishes.dialAdvertised,
      withoutSession,
    }
  }

  #command(): string {
    const work = this.tools.seen.of('work')
    return work.status === 'observed' ? work.value.command : 'LIST'
  }
}
