import type { SeenCell } from '../../model/cell.js'
import { isPassive } from '../../model/matrix.js'
import { replyClass } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { passed } from './cells.js'

const wantsPrivacy = /encrypt|protect|PROT\b|TLS|SSL|secur/i

/**
 * Refused because the data would have gone in clear. Products say it at PROT (ProFTPD), at the set-up (pyftpdlib) or
 * at the command (vsftpd), so it is told by the pair: the same way with PROT P comes further, or another way of the
 * same level got the same code at the same step and its pair does.
 */
export function isRefusedForProtection(seen: Seen, cell: SeenCell): boolean {
  if (cell.status !== 'refused' || (cell.protection !== 'C' && cell.protection !== 'default')) return false
  if (isTheLevelsFault(seen, cell)) return true
  return seen.cells.some(
    sibling =>
      sibling.security === cell.security &&
      sibling.protection === cell.protection &&
      sibling.step === cell.step &&
      sibling.reply?.code === cell.reply?.code &&
      isTheLevelsFault(seen, sibling),
  )
}

function isTheLevelsFault(seen: Seen, cell: SeenCell): boolean {
  if (cell.status !== 'refused') return false
  const pair = seen.cells.find(
    other => other.security === cell.security && other.protection === 'P' && other.mode === cell.mode,
  )
  if (pair === undefined) return false
  if (cell.step === 'prot') return anyPrivateWayWorks(seen, cell)
  if (cell.step === 'mode')
    return !isLevelTaken(seen, cell) && (pair.status === 'works' || isFurther(pair, cell))
  return cell.step === 'command' && (pair.status === 'works' || saysItWantsPrivacy(cell, pair))
}

/** A set-up of this kind was taken at this level, or any was where the refusal is only for now (RFC 959 §4.2.1: 4yz), as where a range is in use. */
function isLevelTaken(seen: Seen, { security, protection, mode, reply }: SeenCell): boolean {
  const isForNow = reply !== undefined && replyClass(reply) === 4
  return seen.cells.some(
    other =>
      other.security === security &&
      other.protection === protection &&
      (isForNow || isPassive(other.mode) === isPassive(mode)) &&
      passed(other, 'mode'),
  )
}

function anyPrivateWayWorks(seen: Seen, cell: SeenCell): boolean {
  return seen.cells.some(
    other => other.security === cell.security && other.protection === 'P' && other.status === 'works',
  )
}

function isFurther(pair: SeenCell, cell: SeenCell): boolean {
  return saysItWantsPrivacy(cell, pair) && pair.step !== 'mode'
}

/** Behind a port that nobody can reach only the words are left: 522 "Data connections must be encrypted." */
function saysItWantsPrivacy(cell: SeenCell, pair: SeenCell): boolean {
  return (
    cell.reply !== undefined &&
    cell.reply.code !== 425 &&
    wantsPrivacy.test(cell.reply.text) &&
    pair.status !== 'untested' &&
    cell.reply.code !== pair.reply?.code
  )
}
