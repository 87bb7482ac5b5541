import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { Tools } from '../../src/engine/tools.js'
import type { SeenCell } from '../../src/model/cell.js'
import { cellId, isPassive, wayOf, type Security, type Way } from '../../src/model/matrix.js'
import { cellBroken, cellOfLevel, cellOfTransfer } from './cell-of.js'
import type { Table } from './look-at-way.js'

/** The methods that clients take first: one is enough. */
const order: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl']

/**
 * One transfer more on a session that has done all its ways and would be ended now: with the hello before the command, once in a run.
 * It costs no login, and nothing that comes after it on this session can be disturbed.
 */
export async function tryEarlyHello(table: Table, session: FtpSession): Promise<void> {
  const { notebook } = table.tools
  const way = wayFor(table.tools, session.security)
  if (way === undefined || notebook.earlyHello !== undefined || !(await session.stays())) return
  notebook.earlyHello = {}
  notebook.earlyHello = { cell: await look(table, session, way) }
}

/** A passive way with PROT P that works, by the first method that is looked at. */
function wayFor({ seen, wishes, notebook }: Tools, security: Security): Way | undefined {
  const auth = seen.of('auth')
  if (auth.status !== 'observed') return undefined
  const wanted = new Set(
    [...wishes.cells]
      .map(id => wayOf(id))
      .filter(isPrivate)
      .map(way => way.security),
  )
  const first = order.find(one => wanted.has(one) && auth.value.entries[one].status === 'open')
  if (security !== first) return undefined
  return wishes.dataModes
    .map((dataMode): Way => ({ security, protection: 'P', dataMode }))
    .find(way => isPrivate(way) && notebook.cells.get(cellId(way))?.status === 'works')
}

function isPrivate({ protection, dataMode }: Way): boolean {
  return protection === 'P' && isPassive(dataMode)
}

/** PROT is sent anew: other levels came behind P. */
async function look(table: Table, session: FtpSession, way: Way): Promise<SeenCell> {
  const { tools, command, maxBytes } = table
  const longestMs = tools.context.limits.deadlines.afterSilences
  const { recorder, peerPort } = session.control
  const mark = recorder.mark()
  try {
    const level = await session.setLevel('P', { longestMs })
    if (!level.accepted) return cellOfLevel(way, peerPort, level, [recorder.since(mark)])
    const facts = await session.transfer({
      id: tools.plan.of('early-hello'),
      cell: cellId(way),
      command,
      dataMode: way.dataMode,
      helloAfterMs: 0,
      noopBetween: true,
      earlyHello: true,
      handshakeFirst: true,
      dataConnectMs: longestMs,
      firstByteMs: longestMs,
      longestMs,
      maxBytes,
      dialAdvertised: tools.wishes.dialAdvertised,
    })
    return cellOfTransfer(way, peerPort, facts)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return cellBroken(way, peerPort, error, [recorder.since(mark)])
  }
}
