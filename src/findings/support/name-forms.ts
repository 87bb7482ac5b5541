import type { Reply } from '../../model/reply.js'

/** A name that says where it belongs: a domain before it or behind it, a host before it, a share of a hoster. */
const longForm =
  /(?:\b(?:site|domain|realm|host(?: ?name)?|company|group)[\w.-]* ?[\\|/] ?\$?\w*(?:user|name|login|account))|(?:\b\w*(?:user|name|login|account)\w* ?[@|%#] ?\w*(?:domain|realm|host|site|server|company))/i
const asked =
  /\b(?:use|using|as|with|form(?:at)?|like|enter|type|try|please|must|should|expect(?:s|ed)|specify|include|needs?|requires?|syntax|e\.?g)\b/i

/** What a name lacks, said outright. IIS 7.5 to 10 with virtual host names: "530 Valid hostname is expected." */
const missing =
  /\bvalid host ?name is expected\b|\b(?:fully[- ]qualified|complete|full) (?:user|login|account) ?name\b|\b(?:user|login|account) ?name\b.{0,30}\b(?:must|should|needs? to|has to) (?:include|contain|have|be followed by|be preceded by)\b.{0,20}\b(?:domain|realm|host ?name|site)\b|\b(?:domain|realm|host ?name)\b.{0,15}\b(?:is )?(?:missing|required|expected|not (?:given|specified))\b.{0,20}$/i

/** The words of a refused login that ask for a longer name, and do not only name one. */
export function asksForLongerName({ text, lines }: Reply): boolean {
  const words = [text, ...lines]
  return words.some(line => missing.test(line) || (longForm.test(line) && asked.test(line)))
}

/** The name is one of the longer forms: `site\user`, `user@domain`, `host|user`, `user%domain`. */
export function isLongName(user: string): boolean {
  return /[\\@|%/]/.test(user)
}
