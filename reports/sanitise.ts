import { stripVTControlCharacters } from 'node:util'

/** Controls, format characters (bidi, zero width, tags, BOM), private use, lone surrogates, line and paragraph separators. */
const harmful = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/** More marks than any script puts on one letter. */
const piledMarks = /(\p{M}{3})\p{M}+/gu

/** A text that a server chose, as one line that can do nothing to a terminal or a reader, at most `limit` characters long. */
export function harmless(text: string, limit = 200): string {
  // Far more is cut before the expressions see it: a transcript event may hold kilobytes.
  const clean = stripVTControlCharacters(text.slice(0, limit * 8))
    .replace(/[\t\r\n]+/g, ' ')
    .replace(harmful, '?')
    .replace(piledMarks, '$1')
    .trim()
  const characters = Array.from(clean)
  return characters.length <= limit ? clean : `${characters.slice(0, limit - 3).join('')}...`
}

/** The same text where there is no UTF-8. */
export function asciiOnly(text: string): string {
  return text.replace(/[^\n\x20-\x7e]/gu, '?')
}
