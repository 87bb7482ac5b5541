/** Wide in a terminal: East Asian scripts, full-width forms and emoji take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** How many columns a text takes, colour codes not counted. */
export function columnsOf(text: string): number {
  let columns = 0

  for (const character of text.replace(/\x1b\[\d+m/g, '')) {
    if (/\p{M}/u.test(character)) continue
    columns += wide.test(character) ? 2 : 1
  }
  return columns
}

/** A label in the first eight columns and a text beside it that wraps there. */
export interface Paragraph {
  readonly label?: string
  readonly text: string
  /** A command: broken with a backslash, so that it can be pasted. */
  readonly command?: boolean
}

const indent = 8

/** Breaks at blanks, and inside a word only where it is longer than a line; in a command such a word stays whole. */
export function wrap(text: string, width: number, tail = ''): string[] {
  const lines: string[] = []
  let line = ''
  const words = tail === '' ? text.split(' ').flatMap(word => pieces(word, width)) : shellWords(text)
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && columnsOf(longer) > width - tail.length) {
      lines.push(line + tail)
      line = word
    } else line = longer
  }
  return [...lines, line].map(one => one.replaceAll('\u00a0', ' '))
}

/** A backslash in single quotes joins no lines, and a blank behind one belongs to its word. */
function shellWords(command: string): readonly string[] {
  return command.match(/(?:'[^']*'|\\.|[^ ])+/g) ?? []
}

/** A certificate's SHA-256 as people compare it, in two halves of 16 bytes. */
const fingerprint = /^((?:[0-9A-F]{2}:){16})((?:[0-9A-F]{2}:){15}[0-9A-F]{2}\W?)$/

/** A word that is too long for any line in pieces. */
function pieces(word: string, width: number): string[] {
  const [, half, otherHalf] = fingerprint.exec(word) ?? []
  if (half !== undefined && otherHalf !== undefined && half.length <= width && word.length > width)
    return [half, otherHalf]
  return word.length <= width ? [word] : [word.slice(0, width), ...pieces(word.slice(width), width)]
}

/** The paragraph as lines of at most `width` columns. */
export function linesOf(paragraph: Paragraph, width: number): string[] {
  const wrapped = wrap(paragraph.text, width - indent, paragraph.command === true ? ' \\' : '')
  return wrapped.map((line, index) => {
    const label = index === 0 ? (paragraph.label ?? '') : ''
    return `${label.padEnd(indent)}${line}`.trimEnd()
  })
}

/** Words that must not be parted by a line's end. */
export function together(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** A sentence's full stop, unless one is there. */
export function stopped(text: string): string {
  return /[.!?:]$|[.!?]"$/.test(text) ? text : `${text}.`
}

/** As many whole sentences as fit into so many characters, the first in any case; a quoted full stop ends one too. */
export function sentencesOf(text: string, limit: number): readonly string[] {
  const [first = '', ...rest] = text
    .replace(/([.!?]")\./g, '$1')
    .split(/(?<=[.!?]) (?=\S)|(?<=[.!?]") (?=[A-Z])/)
  const kept = [first]
  for (const sentence of rest) {
    if ([...kept, sentence].join(' ').length > limit) break
    kept.push(sentence)
  }
  return kept
}

/** `1 login`, `2 logins`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
