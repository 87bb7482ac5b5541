import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { Tools, Wishes } from '../../src/engine/tools.js'
import { cellId, type DataMode, type Protection, type Way } from '../../src/model/matrix.js'
import { addressFamily } from '../../src/net/address.js'
import { readListing } from '../../src/protocol/listing-form.js'
import { lookAtWay, type Table, type WayLook } from '../matrix/look-at-way.js'
import type { Work, WorkTry } from '../work.js'

/**
 * Tries LIST on the first session, without PROT first and with P where that is refused; only where the command itself is
 * refused, or brings too much, do others get their turn. What fails on the wire is the table's business, not the work's.
 */
export async function chooseWork(tools: Tools, session: FtpSession): Promise<Work> {
  const [list, ...others] = commands(tools.wishes)
  const tries: WorkTry[] = []
  const first = await tryLevels(tools, session, list, tries)
  if (first === undefined || !isRefusedOrTooLong(tools, first)) return workOf(list, tries, first)
  for (const command of others) {
    if (!(await session.stays())) break
    if (command.startsWith('RETR ')) await session.command('TYPE I')
    const look = await tryLevels(tools, session, command, tries)
    if (look !== undefined && !isRefusedOrTooLong(tools, look)) return workOf(command, tries, look)
  }
  return workOf(list, tries, first)
}

/** Every command that the work may need: one of these is what all ways do. */
export function commandsOfWork(wishes: Wishes): readonly string[] {
  return [...commands(wishes), ...(wishes.file === undefined ? [] : ['TYPE I'])]
}

function commands(wishes: Wishes): readonly [string, ...string[]] {
  const at = (verb: string): string => (wishes.path === undefined ? verb : `${verb} ${wishes.path}`)
  const file = wishes.file === undefined ? [] : [`RETR ${wishes.file}`]
  return [
    at('LIST'),
    ...[at('MLSD'), at('NLST'), 'LIST /'].filter(command => command !== at('LIST')),
    ...file,
  ]
}

function workOf(command: string, tries: readonly WorkTry[], look: WayLook | undefined): Work {
  const bytes = look?.cell.status === 'works' ? look.cell.bytes : undefined
  if (bytes === undefined) return { command, tries }
  const head = command.startsWith('RETR ') ? undefined : look?.facts?.head
  return { command, tries, bytes, ...(head === undefined ? {} : { listing: readListing(head, bytes) }) }
}

function isRefusedOrTooLong(tools: Tools, { cell, facts }: WayLook): boolean {
  if (cell.status === 'refused') return cell.step === 'command'
  if (facts?.outcome === 'fails') return facts.failure === 'negative-final' && facts.bytes === 0
  return facts?.cut === true && tools.context.limits.dataBytes <= (cell.bytes ?? 0)
}

/** One command without PROT, and with P on the same session where that was refused (many servers want P: RFC 4217 §9). */
async function tryLevels(
  tools: Tools,
  session: FtpSession,
  command: string,
  tries: WorkTry[],
): Promise<WayLook | undefined> {
  const table = tableFor(tools, command)
  let look: WayLook | undefined
  if (session.level === 'default') {
    look = await tryModes(table, session, 'default', tries)
    if (look?.cell.status !== 'refused' || session.security === 'none' || !(await session.stays()))
      return look
    if (!(await setPrivate(session))) return look
  }
  return (await tryModes(table, session, session.level, tries)) ?? look
}

async function setPrivate(session: FtpSession): Promise<boolean> {
  try {
    return (await session.setLevel('P')).accepted
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return false
  }
}

/** The first mode that the server sets up. */
async function tryModes(
  table: Table,
  session: FtpSession,
  protection: Protection,
  tries: WorkTry[],
): Promise<WayLook | undefined> {
  const { wishes } = table.tools
  const family = addressFamily(session.control.peerAddress)
  const preferred: readonly DataMode[] = family === 6 ? ['EPSV', 'EPRT'] : ['PASV', 'EPSV', 'PORT', 'EPRT']
  let look: WayLook | undefined
  for (const dataMode of preferred.filter(mode => wishes.dataModes.includes(mode))) {
    if (!(await session.stays())) return look
    const way: Way = { security: session.security, protection, dataMode }
    look = await lookAtWay(table, session, way)
    tries.push(tryOf(table.command, way, look))
    if (look.cell.status !== 'refused' || look.cell.step !== 'mode') return look
  }
  return look
}

function tryOf(command: string, way: Way, { cell, facts }: WayLook): WorkTry {
  const reply = cell.reply ?? facts?.reply
  return {
    command,
    way: cellId(way),
    status: cell.status,
    ...(cell.step === undefined ? {} : { step: cell.step }),
    ...(cell.failure === undefined ? {} : { failure: cell.failure }),
    ...(reply === undefined ? {} : { reply }),
    ...(cell.bytes === undefined ? {} : { bytes: cell.bytes }),
    ...(cell.wire === undefined ? {} : { wire: cell.wire }),
    dataConnected: facts?.setUp.connect === 'open',
  }
}

function tableFor(tools: Tools, command: string): Table {
  return {
    tools,
    command,
    maxBytes: tools.context.limits.dataBytes,
    setUps: tools.notebook.setUps,
    levels: [],
    refusedLevels: [],
    lost: [],
    held: new Set(),
    silences: tools.notebook.silences,
    company: { lanes: 0, isOver: false },
  }
}
