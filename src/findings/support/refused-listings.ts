import type { WorkTry } from '../../../probes/work.js'
import type { SeenCell } from '../../model/cell.js'
import type { Reply } from '../../model/reply.js'
import type { Seen } from '../../model/seen.js'
import { refusedAt } from './cells.js'

export type RefusedListing = WorkTry & { readonly reply: Reply }

/** Codes that speak of files, folders and room for them, not of the data connection or its protection (RFC 959 §4.2.2). */
export const fileCodes: readonly (number | null)[] = [450, 451, 452, 501, 550, 552, 553]
const listing = /^(?:LIST|NLST|MLSD)\b/i
const speaksOfProtection = /encrypt|PROT\b|TLS|SSL|protected/i

export function isListing({ command }: WorkTry): boolean {
  return listing.test(command)
}

export function isRefusedListing(attempt: WorkTry): attempt is RefusedListing {
  return (
    isListing(attempt) &&
    (attempt.status === 'refused' || isRefusedWithoutData(attempt)) &&
    attempt.reply !== undefined &&
    fileCodes.includes(attempt.reply.code) &&
    !speaksOfProtection.test(attempt.reply.text)
  )
}

/** Said behind a 150, and not a byte came before it. */
function isRefusedWithoutData({ failure, bytes = 0 }: Pick<SeenCell, 'failure' | 'bytes'>): boolean {
  return failure === 'negative-final' && bytes === 0
}

/** The ways that ended at such a refusal. */
export function cellsRefusedAsFiles(seen: Seen): readonly SeenCell[] {
  return seen.cells.filter(
    cell =>
      (refusedAt(cell, 'command') || isRefusedWithoutData(cell)) &&
      fileCodes.includes(cell.reply?.code ?? null),
  )
}

const nothingThere =
  /\bno (?:matching )?(?:files|file (?:was )?found|members?|data ?sets?|entries|items)\b(?! (?:allowed|permitted|transfer|access|system))|\bno such files\b|\bnothing to list\b|\b(?:directory|folder) (?:is )?empty\b|\bempty (?:directory|folder)\b/i

/** The words of servers that refuse to list a folder because nothing is in it. */
export function saysEmpty({ reply }: RefusedListing): boolean {
  return nothingThere.test([reply.text, ...reply.lines].join(' '))
}
