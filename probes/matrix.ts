import { Interrupted } from '../src/engine/engine-error.js'
import {
  levelCommands,
  loginCommands,
  loginMethods,
  plannedWays,
  setUpCommands,
} from '../src/engine/planned-commands.js'
import type { Probe, SetUp, Tools, Wishes } from '../src/engine/tools.js'
import {
  cellId,
  cellIds,
  isPassive,
  securities,
  wayOf,
  ways,
  type CellId,
  type Protection,
  type Security,
  type Way,
} from '../src/model/matrix.js'
import { observed, untested } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import type { Failure } from '../src/model/step.js'
import type { Auth } from './auth.js'
import { cellOfEntry, cellUntested } from './matrix/cell-of.js'
import { compareLengths, type LengthsCompared } from './matrix/compare-lengths.js'
import { holdPorts, type PortsHeld } from './matrix/hold-ports.js'
import { lastLook, type LastLook } from './matrix/last-look.js'
import { lookBeside } from './matrix/look-beside.js'
import { lookAfresh, type Afresh } from './matrix/look-afresh.js'
import { lookAgainAlone } from './matrix/look-alone.js'
import { endLost, isCut, lostSessions, type LostSessions } from './matrix/lost-sessions.js'
import type { Table } from './matrix/look-at-way.js'
import { planLanes, type PlannedLane } from './matrix/plan-lanes.js'
import { commandsOfWork } from './work/choose-work.js'
import { sayOnlyNoop, type OnlyNoop } from './matrix/only-noop.js'
import { runLanes } from './matrix/run-lanes.js'
import { noteEntries, turnedAwayAtLast } from './matrix/turned-away.js'

export type { SetUp }

/** Where one session too many was stopped: by a reply, or without a word. */
export interface SessionLimit {
  readonly at: 'connect' | 'greeting' | 'login'
  readonly reply?: Reply
  readonly failure?: Failure
}

/** No session was let in any more, from one on, whatever the method and however long it was waited. */
export interface TurnedAway {
  /** Where the first of them was stopped. */
  readonly at: 'connect' | 'greeting' | 'handshake' | 'login'
  readonly reply?: Reply
  readonly failure?: Failure
  /** Control connections that the server had taken before, in the whole run. */
  readonly letIn: number
  /** From the first of them to the first that was turned away. */
  readonly seconds: number
  /** How often it was tried from then on. */
  readonly tries: number
}

/** What the look at the 80 ways learned besides the ways themselves (the report's `cells`). */
export interface Matrix {
  readonly setUps: readonly SetUp[]
  /** The positive replies to PROT (RFC 4217 §9), once for each method and level. */
  readonly levels: readonly {
    readonly security: Security
    readonly protection: Protection
    readonly reply: Reply
  }[]
  /** Where PBSZ was refused and PROT as well: what PROT got (the way has the reply to PBSZ), once for each method and level. */
  readonly refusedLevels?: Matrix['levels']
  /** The most sessions that stood at the same time. */
  readonly sessionsAtOnce: number
  /** Which came first: the preliminary reply, or the TLS handshake on the data connection. */
  readonly order: 'preliminary-first' | 'handshake-first' | 'unknown'
  /** Our own address on the control connection, as this machine sees it. */
  readonly ownAddress?: string
  /** A later session was turned away although the first one, with the same credentials, was let in; and it got in later. */
  readonly sessionLimit?: SessionLimit & { readonly open: number }
  /** From one session on none was let in any more; absent where a later one got in. */
  readonly turnedAway?: TurnedAway
  /** The first working way, tried once more at the end, when something had failed. */
  readonly lastLook?: LastLook
  /** So few passive ports that sessions of ours could hold them all. */
  readonly portsHeld?: PortsHeld
  readonly lostSessions?: LostSessions
  /** Ways of one method that brought different numbers of bytes, compared once more. */
  readonly lengths?: LengthsCompared
  /** Ways that brought clear data behind another transfer with PROT P, each alone on a session. */
  readonly afresh?: readonly Afresh[]
  /** The work was cut off by us at this many bytes. */
  readonly cutAt?: number
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly matrix: Matrix
  }
}

/** The table of 80 ways: four methods, five levels, four ways to a data connection, all doing the same work. */
export const probe: Probe<'matrix'> = {
  id: 'matrix',
  title: 'The 80 ways',
  references: ['RFC 959', 'RFC 2228 §3', 'RFC 2428', 'RFC 4217 §7'],
  needs: ['auth'],
  after: ['certificate', 'login', 'work'],
  plan: wishes => {
    const methods = loginMethods(wishes)
    const ways = plannedWays(wishes)
    if (ways === 0) return undefined
    const open = methods.map(security => ({ security, port: null }))
    return {
      connections: planLanes(open, wishes.concurrency, undefined).length,
      dataConnections: ways,
      commands: [
        ...loginCommands(methods),
        ...levelCommands(wishes),
        ...setUpCommands(wishes),
        ...commandsOfWork(wishes),
        // Only where a reply stays away.
        ...['NOOP', 'QUIT'],
      ],
    }
  },
  async observe(tools) {
    const auth = tools.seen.of('auth')
    if (auth.status !== 'observed') return untested('not-reachable')
    settleUnwanted(tools)
    settleEntries(tools, auth.value)
    const table = tableFor(tools)
    noteEntries(table, auth.value)
    const open = openMethods(tools, auth.value)
    const first = tools.sessions.unpark()
    const { ownAddress } = tools.notebook
    const lanes = planLanes(open, tools.wishes.concurrency, first)
    if (first !== undefined && lanes.every(({ session }) => session === undefined))
      await tools.sessions.release(first)
    const { last, onlyNoop, ...further } = await lookAtAll(table, lanes)
    const limit = limitOf(table)
    const turnedAway = turnedAwayAtLast(table)
    const lost = lostSessions(table, onlyNoop)
    return observed(
      {
        setUps: [...table.setUps].sort((a, b) => cellIds.indexOf(a.cell) - cellIds.indexOf(b.cell)),
        levels: [...table.levels].sort((a, b) => placeOf(a) - placeOf(b)),
        ...(table.refusedLevels.length === 0
          ? {}
          : { refusedLevels: [...table.refusedLevels].sort((a, b) => placeOf(a) - placeOf(b)) }),
        order: orderLearned(tools),
        sessionsAtOnce: tools.sessions.most,
        ...(ownAddress === undefined ? {} : { ownAddress }),
        ...(limit === undefined ? {} : { sessionLimit: limit }),
        ...(turnedAway === undefined ? {} : { turnedAway }),
        ...(last === undefined ? {} : { lastLook: last }),
        ...(lost === undefined ? {} : { lostSessions: lost }),
        ...further,
        ...(table.maxBytes < tools.context.limits.dataBytes ? { cutAt: table.maxBytes } : {}),
      },
      table.dropped?.evidence,
    )
  },
  stable: ({ lastLook: last, lostSessions: lost, lengths, afresh, ...rest }) => ({
    order: rest.order,
    sessionLimit: rest.sessionLimit?.at,
    turnedAway: rest.turnedAway?.at,
    lastLook: last?.works,
    portsHeld: rest.portsHeld?.held,
    sessionsLost: lost !== undefined && isCut(lost) ? true : undefined,
    lengths: lengths && [lengths.short, lengths.long].map(({ way }) => way),
    afresh: afresh?.map(({ way, status, wire }) => [way, status, wire].join(' ')),
  }),
}

function limitOf({ sessionLimit, dropped, tools }: Table): Matrix['sessionLimit'] {
  if (sessionLimit !== undefined) return { open: tools.sessions.most, ...sessionLimit }
  return dropped && { open: dropped.open, at: 'connect', failure: 'timeout' }
}

/** An interruption ends the looks, not what they brought: the run itself knows that it was stopped. */
async function lookAtAll(table: Table, lanes: readonly PlannedLane[]): Promise<LastLooks> {
  const { concurrency } = table.tools.wishes
  let last: LastLook | undefined
  let further: Further = {}
  try {
    await runLanes(table, lanes, concurrency)
    await endLost(table)
    await lookAgainAlone(table, lanes.length > 1 && concurrency > 1)
    further = await lookFurther(table)
    if (table.sessionLimit === undefined) table.dropped = await lookBeside(table.tools)
    last = await lastLook(table)
    const portsHeld = await holdPorts(table)
    const onlyNoop = await sayOnlyNoop(table)
    return { last, ...further, ...(portsHeld === undefined ? {} : { portsHeld }), onlyNoop }
  } catch (error) {
    if (error instanceof Interrupted) return { last, ...further }
    throw error
  }
}

type Further = Pick<Matrix, 'lengths' | 'afresh' | 'portsHeld'>

interface LastLooks extends Further {
  readonly last: LastLook | undefined
  readonly onlyNoop?: OnlyNoop | undefined
}

/** What only ways ask for that do not agree with others. */
async function lookFurther(table: Table): Promise<Further> {
  const afresh = await lookAfresh(table)
  const lengths = await compareLengths(table)
  return { ...(afresh.length === 0 ? {} : { afresh }), ...(lengths === undefined ? {} : { lengths }) }
}

function placeOf({ security, protection }: Matrix['levels'][number]): number {
  return cellIds.indexOf(cellId({ security, protection, dataMode: 'PASV' }))
}

function tableFor(tools: Tools): Table {
  const { limits } = tools.context
  const work = tools.seen.of('work')
  const command = work.status === 'observed' ? work.value.command : 'LIST'
  const tooLong = work.status === 'observed' && (work.value.bytes ?? 0) > limits.dataBytes
  return {
    tools,
    command,
    maxBytes: tooLong ? limits.dataBytesWhenCut : limits.dataBytes,
    setUps: tools.notebook.setUps,
    levels: [],
    refusedLevels: [],
    lost: [],
    held: new Set(),
    silences: tools.notebook.silences,
    company: { lanes: 0, isOver: false },
  }
}

function orderLearned({ notebook }: Tools): Matrix['order'] {
  if (notebook.handshakeFirst) return 'handshake-first'
  return notebook.proven.size > 0 ? 'preliminary-first' : 'unknown'
}

function settleUnwanted({ wishes, notebook }: Tools): void {
  for (const way of ways)
    if (!wishes.cells.has(cellId(way)) || !wishes.dataModes.includes(way.dataMode))
      notebook.cells.set(cellId(way), cellUntested(way, null, reasonFor(wishes, way)))
}

function reasonFor({ cells, throughProxy, passiveOnly }: Wishes, way: Way): string {
  const isProxys = throughProxy === true && passiveOnly !== true
  return isProxys && cells.has(cellId(way)) && !isPassive(way.dataMode) ? 'through-proxy' : 'not-selected'
}

/** What happened before PBSZ was looked at once and stands for all 20 ways of the method. */
function settleEntries({ notebook }: Tools, auth: Auth): void {
  for (const security of securities) {
    const entry = auth.entries[security]
    if (entry.status === 'open') continue
    let shared: CellId | undefined
    for (const way of ways) {
      if (way.security !== security || notebook.cells.has(cellId(way))) continue
      const cell = cellOfEntry(way, entry)
      notebook.cells.set(cell.id, shared === undefined ? cell : { ...cell, sharedWith: shared })
      shared ??= cell.id
    }
  }
}

function openMethods(
  tools: Tools,
  auth: Auth,
): readonly { readonly security: Security; readonly port: number | null }[] {
  return securities
    .filter(security => auth.entries[security].status === 'open')
    .filter(security => cellIds.some(id => wayOf(id).security === security && !tools.notebook.cells.has(id)))
    .map(security => ({ security, port: auth.entries[security].port }))
}
