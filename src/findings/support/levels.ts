import type { SeenCell } from '../../model/cell.js'
import type { Protection } from '../../model/matrix.js'
import { isUnknownCommand, type Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, isTested, passed, refusedAt, tlsMethods } from './cells.js'
import { valueOf } from './observed.js'
import { quoted } from './words.js'

/** The ways of one level on sessions with TLS that were looked at as far as PBSZ and PROT. */
export function tlsWays(seen: Seen, ...protections: readonly Protection[]): readonly SeenCell[] {
  return cellsOf(seen, { security: tlsMethods, protection: protections }).filter(
    cell => isTested(cell) && (passed(cell, 'features') || refusedAt(cell, 'pbsz', 'prot')),
  )
}

/** PROT was taken: the way came past it. */
export function isLevelTaken(cell: SeenCell): boolean {
  return passed(cell, 'prot')
}

/** PROT (or PBSZ before it) got a no. */
export function isLevelRefused(cell: SeenCell): boolean {
  return refusedAt(cell, 'pbsz', 'prot')
}

export function privateWorks(seen: Seen): boolean {
  return cellsOf(seen, { security: tlsMethods, protection: ['P'] }).some(cell => cell.status === 'works')
}

/** What PROT itself got: a way that was refused at PBSZ has the reply to that. */
export function replyToProt(seen: Seen, { security, protection, reply }: SeenCell): Reply | undefined {
  const refused = valueOf(seen, 'matrix')?.refusedLevels ?? []
  const known = refused.find(level => level.security === security && level.protection === protection)
  return known?.reply ?? reply
}

/** PROT is unknown; or PBSZ is, and PROT wants it first (503). */
export function isLevelUnknown(seen: Seen, cell: SeenCell): boolean {
  const prot = replyToProt(seen, cell)
  if (prot === undefined || cell.reply === undefined) return false
  return isUnknownCommand(prot) || (prot.code === 503 && isUnknownCommand(cell.reply))
}

/** 503 means "TLS first", said inside TLS: the server does not know that it is there (Pure-FTPd and ProFTPD behind stunnel). */
export function noteOnFront(cells: readonly SeenCell[]): string {
  const unaware = cells.find(({ step, reply }) => step === 'pbsz' && reply?.code === 503)
  return unaware === undefined
    ? ''
    : ` PBSZ gets ${quoted(unaware.reply)}, as if there were no TLS: perhaps something in front of the server (stunnel, a load balancer) speaks it.`
}
