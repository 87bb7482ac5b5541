import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { SetUp, Tools } from '../../src/engine/tools.js'
import { canBeSent, CannotListen } from '../../src/engine/data-set-up.js'
import type { TransferFacts } from '../../src/engine/transfer-types.js'
import type { SeenCell } from '../../src/model/cell.js'
import { cellId, isPassive, type Way } from '../../src/model/matrix.js'
import type { Matrix, SessionLimit } from '../matrix.js'
import type { DroppedBeside } from './look-beside.js'
import type { LostCandidate } from './lost-sessions.js'
import { cellBroken, cellOfTransfer, cellUntested } from './cell-of.js'
import type { ClosedDoor } from './turned-away.js'

/** What the looks at the ways share: the work, and what was learned on the way. */
export interface Table {
  readonly tools: Tools
  readonly command: string
  readonly maxBytes: number
  readonly setUps: SetUp[]
  /** The positive replies to PROT. */
  readonly levels: Matrix['levels'][number][]
  readonly refusedLevels: Matrix['levels'][number][]
  /** Passive ports that never answered, and active ways that nobody came to, while the control connection lived. */
  readonly silences: { passive: number; active: number }
  /** A session was turned away, and its lane got in later: the server allows only so many. */
  sessionLimit?: SessionLimit
  /** One connection too many was dropped, seen on purpose. */
  dropped?: DroppedBeside | undefined
  /** From this session on none was let in. */
  closedDoor?: ClosedDoor
  readonly lost: LostCandidate[]
  /** Lost sessions that stay open for a while. */
  readonly held: Set<FtpSession>
  /** How many lanes run now; over once what failed is looked at again alone. */
  readonly company: { lanes: number; isOver: boolean }
}

export interface WayLook {
  readonly cell: SeenCell
  readonly facts?: TransferFacts
}

/** One attempt at one way on a session that is at its level. */
export async function lookAtWay(
  table: Table,
  session: FtpSession,
  way: Way,
  options: { readonly withoutHello?: { readonly firstByteMs: number } } = {},
): Promise<WayLook> {
  const { tools } = table
  const port = session.control.peerPort
  if (!canBeSent(way.dataMode, session.control)) return { cell: cellUntested(way, port, 'no-address-family') }
  announce(table, way)
  const longestMs = longestDeadline(table, way)
  const { deadlines } = tools.context.limits
  const mark = session.control.recorder.mark()
  const started = tools.context.clock.now()
  const beside = Math.max(0, tools.sessions.open - 1)
  const firstByteMs =
    options.withoutHello?.firstByteMs ?? Math.min(deadlines.firstByte, longestMs ?? Infinity)
  try {
    const facts = await session.transfer({
      id: tools.plan.cell(cellId(way)),
      cell: cellId(way),
      command: table.command,
      dataMode: way.dataMode,
      helloAfterMs: options.withoutHello === undefined ? helloAfterMs(tools, session, way) : 'never',
      handshakeFirst: tools.notebook.handshakeFirst,
      dataConnectMs: patience(table, way),
      firstByteMs,
      longestMs,
      maxBytes: table.maxBytes,
      dialAdvertised: tools.wishes.dialAdvertised,
    })
    learn(table, way, facts, { beside, ...waited(table, facts, { firstByteMs, longestMs, started }) })
    const cell = cellOfTransfer(way, port, facts)
    const waitedInVain = facts.reply === undefined && !facts.sessionUsable && session.control.alive
    countTimeout(table, cell, waitedInVain)
    return { cell, facts }
  } catch (error) {
    if (error instanceof CannotListen) return { cell: cellUntested(way, port, 'cannot-listen') }
    if (!(error instanceof EngineError)) throw error
    return { cell: cellBroken(way, port, error, [session.control.recorder.since(mark)]) }
  }
}

/** No need to wait long where ways of this kind have been silent often enough, nor where a look alone will follow. */
export function longestDeadline({ tools, company }: Table, way: Way): number | undefined {
  const { deadlines, enough } = tools.context.limits
  if (company.isOver) return undefined
  if ((tools.notebook.timeouts.get(timeoutKind(way)) ?? 0) >= enough.timeouts) return deadlines.afterSilences
  return company.lanes > 1 ? deadlines.inCompany : undefined
}

/** Encrypted and clear ways go silent for reasons of their own. */
function timeoutKind({ security, protection }: Pick<Way, 'security' | 'protection'>): string {
  return security !== 'none' && (protection === 'P' || protection === 'E') ? 'encrypted' : 'as asked'
}

/** Counts a way that a deadline ended, if only its last reply's; ports that nobody reaches are counted apart. */
export function countTimeout({ tools }: Table, cell: SeenCell, waitedInVain = false): void {
  if ((cell.failure !== 'timeout' && !waitedInVain) || cell.step === 'data-connect') return
  const { timeouts } = tools.notebook
  timeouts.set(timeoutKind(cell), (timeouts.get(timeoutKind(cell)) ?? 0) + 1)
}

/** How long the data connection may be silent before our hello. The waits only save the second look: a hello that met no TLS is looked at again without one. */
function helloAfterMs(tools: Tools, session: FtpSession, way: Way): number | 'never' {
  if (way.security === 'none') return 'never'
  const { silentLooks } = tools.context.limits
  const roundTrip = session.control.roundTripMs
  if (tools.notebook.proven.has(levelOf(way))) return silentLooks.provenLevel + roundTrip
  if (way.protection === 'P' || way.protection === 'E') return silentLooks.protectedLevel + roundTrip
  return (way.protection === 'default' ? silentLooks.defaultLevel : silentLooks.clearLevel) + roundTrip
}

function levelOf({ security, protection }: Way): string {
  return `${security}/${protection}`
}

function patience(table: Table, way: Way): number {
  const { deadlines } = table.tools.context.limits
  return isTired(table, way) ? deadlines.afterSilences : deadlines.dataConnect
}

/** Three silent data ports, or two active ways that nobody came to, are enough to know. */
export function isTired({ silences, tools }: Table, way: Way): boolean {
  const { enough } = tools.context.limits
  return isPassive(way.dataMode)
    ? silences.passive >= enough.silentPorts
    : silences.active >= enough.unvisitedListeners
}

function announce(table: Table, way: Way): void {
  const { notebook } = table.tools
  if (isPassive(way.dataMode) || notebook.activeAnnounced) return
  notebook.activeAnnounced = true
  table.tools.notice("now listening for the server's connection; your firewall may ask")
}

/** No longer than the look took: a final reply shortens the wait for data. */
function waited(
  { tools: { context } }: Table,
  { step, failure, bytes }: TransferFacts,
  limit: { readonly firstByteMs: number; readonly longestMs: number | undefined; readonly started: number },
): Pick<SetUp, 'waited'> {
  if (failure !== 'timeout' || step === 'data-connect') return {}
  const { deadlines } = context.limits
  const isFirst = step === 'transfer' && bytes === 0
  const usual = isFirst
    ? deadlines.firstByte
    : step === 'transfer'
      ? deadlines.stall
      : step === 'data-handshake'
        ? deadlines.hello
        : deadlines.reply
  const given = isFirst ? limit.firstByteMs : Math.min(usual, limit.longestMs ?? Infinity)
  const seconds = Math.round(Math.min(given, context.clock.now() - limit.started)) / 1000
  return { waited: { seconds, hurried: given < usual } }
}

function learn(table: Table, way: Way, facts: TransferFacts, around: Pick<SetUp, 'beside' | 'waited'>): void {
  const { notebook } = table.tools
  if (facts.helloMet === 'done') notebook.proven.add(levelOf(way))
  if (facts.handshakeBeforePreliminary && facts.outcome === 'works') notebook.handshakeFirst = true
  const isSilent = facts.setUp.connect === 'silent' || facts.setUp.proxy?.is === 'silent'
  if (isSilent && facts.outcome === 'fails') table.silences.passive += 1
  if (facts.setUp.connect === 'nobody-came' && facts.outcome === 'fails') table.silences.active += 1
  const { setUp } = facts
  table.setUps.push({
    cell: cellId(way),
    ...setUp,
    ...(facts.reply === undefined || setUp.connect === 'not-tried' ? {} : { afterwards: facts.reply }),
    preliminary: facts.preliminary !== undefined,
    ...(facts.noop === undefined ? {} : { noop: facts.noop }),
    ...(facts.step === 'mode' ? { evidence: facts.evidence } : {}),
    ...around,
  })
}

/** Our hello may have cut clear data, or frightened a server that speaks none: such a way is looked at again without it. */
export function deservesLookWithoutHello({ facts }: WayLook): boolean {
  if (facts === undefined || facts.outcome === 'works') return false
  return facts.helloMet === 'clear-text' || facts.helloMet === 'fin' || facts.helloMet === 'rst'
}
