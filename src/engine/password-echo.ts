// Whether a server that has the password in its reply can only have it from us. What stands there by chance accuses
// nobody: a word of the reply, a number or date, the user's name, what it said before it was told.
import { foldCase, lengthOf } from '../protocol/spellings.js'

/** Shorter ones are also names of algorithms and versions (AES256, TLSv1.3). */
const shortest = 8

/** As in RFC 959's USER and PASS. */
export interface Account {
  readonly user: string
  readonly password: string
}

/** What was cut out of the replies: `before` PASS was sent, on any connection, and in the reply to it. */
export interface CutOut {
  readonly before: boolean
  readonly inReply: boolean
}

/** Whether the reply to PASS repeats the password; undefined where it holds it and might do so by chance. */
export function echoOf(account: Account, { before, inReply }: CutOut): boolean | undefined {
  if (!inReply) return false
  return !before && isUnlikelyByChance(account) ? true : undefined
}

/** Letters and figures together are neither a word nor a number of a reply's own. */
function isUnlikelyByChance({ user, password }: Account): boolean {
  if (lengthOf(password) < shortest || foldCase(user).includes(foldCase(password))) return false
  return /\p{L}/u.test(password) && /\p{N}/u.test(password)
}
