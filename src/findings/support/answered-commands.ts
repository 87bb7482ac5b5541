import type { Seen } from '../../model/seen.js'
import { dataModes } from '../../model/matrix.js'
import { cellsOf, passed, refusedAt } from './cells.js'
import { valueOf } from './observed.js'

/** Verb of the data command that all ways send. */
export function dataCommand(seen: Seen): string {
  const command = valueOf(seen, 'work')?.command ?? 'LIST'
  return command.split(' ')[0] ?? command
}

/** The commands that got a reply somewhere in the run, in the order of the wire. */
export function answeredCommands(seen: Seen): readonly string[] {
  return [...beforeLogin(seen), ...atLogin(seen), ...afterLogin(seen)]
}

function beforeLogin(seen: Seen): readonly string[] {
  const auth = valueOf(seen, 'auth')
  const features = valueOf(seen, 'features')
  const feat = auth?.features ?? features?.inClear ?? features?.insideTls ?? features?.afterLogin
  return [
    ...(feat === undefined ? [] : ['FEAT']),
    ...(auth?.tls?.reply === undefined ? [] : ['AUTH TLS']),
    ...(auth?.ssl?.reply === undefined ? [] : ['AUTH SSL']),
  ]
}

function atLogin(seen: Seen): readonly string[] {
  const login = seen.of('login')
  const replied = login.status === 'observed' ? login.value.replies.map(({ command }) => command) : []
  const isPassSent = login.status === 'broken' && login.command === 'PASS'
  const isUserTaken = isPassSent || valueOf(seen, 'clear-login') !== undefined
  const verbs = new Set<string>(isUserTaken ? ['USER', ...replied] : replied)
  return [...verbs]
}

function afterLogin(seen: Seen): readonly string[] {
  const levels = seen.cells.filter(({ protection }) => protection !== 'default')
  const hasPbsz = levels.some(cell => passed(cell, 'pbsz') || refusedAt(cell, 'pbsz'))
  const hasProt = levels.some(cell => passed(cell, 'prot') || refusedAt(cell, 'prot'))
  const modes = dataModes.filter(mode =>
    cellsOf(seen, { mode: [mode] }).some(cell => hasSetUpReply(seen, cell.id) || refusedAt(cell, 'mode')),
  )
  const setUps = valueOf(seen, 'matrix')?.setUps ?? []
  const isDataAnswered =
    seen.cells.some(cell => cell.status === 'works' || refusedAt(cell, 'command')) ||
    setUps.some(({ preliminary, afterwards }) => preliminary === true || afterwards !== undefined)
  return [
    ...(hasPbsz ? ['PBSZ'] : []),
    ...(hasProt ? ['PROT'] : []),
    ...modes,
    ...(isDataAnswered ? [dataCommand(seen)] : []),
  ]
}

function hasSetUpReply(seen: Seen, id: string): boolean {
  const setUps = valueOf(seen, 'matrix')?.setUps ?? []
  return setUps.some(({ cell, reply }) => cell === id && reply !== undefined)
}
