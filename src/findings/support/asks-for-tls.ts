import type { Reply } from '../../model/reply.js'

const encryption =
  /\b(?:TLS|SSL|FTPS|encrypt\w*|(?:secured?|protected) (?:connections?|sessions?|channel|logins?|control|mode)|use AUTH|AUTH (?:first|command))\b/
const demanded =
  /\b(?:requir\w+|must|needs?|only|first|please|enforced|mandatory|demand\w*|have to)\b|\buse (?:an? |explicit |implicit |secure )?(?:AUTH|TLS|SSL|FTPS|encrypt\w*)\b/
const inTheOpen =
  /\b(?:clear-?\s?text|plain-?\s?text|plain (?:ftp|logins?|sessions?|connections?)|un-?encrypted|un-?secured?|non-?secured?|insecure)\b/
const turnedAway =
  /\b(?:not|n't|no longer|never) (?:be )?(?:allow\w*|accept\w*|permit\w*|support\w*)|\b(?:disabled|refused|forbidden|denied|disallowed|rejected)\b/

const pairs = [
  [encryption, demanded],
  [inTheOpen, turnedAway],
].map(([thing, verb]) => {
  const [a, b] = [thing?.source, verb?.source]
  return new RegExp(`(?:${a}).{0,60}(?:${b})|(?:${b}).{0,60}(?:${a})`, 'i')
})

/** Said by a server that sees the TLS, and wants something more of it. */
const seesTls = /certificate|client auth|resum|re-?use|version|\b1\.[0-3]\b|encrypted passw|session id/i

/** Encryption is what is turned away (vsftpd: "Anonymous sessions may not use encryption."), or it is about a name or a password. */
const isOtherwise =
  /\b(?:may|must|can|do|does|shall|should|will) ?(?:not|n't)\b.{0,20}\b(?:use|encrypt)|\b(?:TLS|SSL|FTPS|encryption)\b.{0,12}\bnot (?:be )?(?:enabled|allowed|permitted|available|supported)|\b(?:valid|invalid|incorrect|wrong) (?:user|name|passw|login)/i

/** The words want encryption and nothing else: narrower than what may be read into a refusal in clear. */
export function asksForTls({ text, lines }: Reply): boolean {
  const words = [text, ...lines].join(' ')
  return !seesTls.test(words) && !isOtherwise.test(words) && pairs.some(pair => pair.test(words))
}
