// A text may hold a word so that nobody sees it until somebody else tidies the text: control characters, terminal
// sequences, Telnet commands, percent-encoding, line ends with reply codes. A view is the text after such a tidying, with
// the place in the original that each character stands for. Every pattern here takes linear time on any input.

/** A text and, for each of its UTF-16 units, where it begins and ends in the original; identity when `begins` is missing. */
export interface View {
  readonly text: string
  readonly begins?: Int32Array
  readonly ends?: Int32Array
}

type Tidy = (view: View) => View

/** Line ends are among them: what is left is what a sanitiser makes of several lines. */
const controls = /[\0-\x1f\x7f]+/g
/** Controls of ISO 6429's upper half, invisible format characters, and what a decoder puts in the place of broken bytes. */
const invisibles = /[\x80-\x9f\u2028\u2029\ufffd\p{Cf}]+/gu
/** ECMA-48: control sequences, strings with their end, and two-character escapes. */
const terminalSequences =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/g
/** RFC 854: IAC with a command, with a negotiation and its option, or doubled. */
const telnetCommands = /\xff(?:[\xfb-\xfe][^]|[\xf0-\xfa]|\xff)/g
const telnetBytes = /[\xf0-\xff]+/g
const percentEncoded = /%[0-9a-f]{2}/gi
/** UTF-8 whose bytes stand for one unit each. */
const utf8Bytes = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g
const replyCodes = /^\d{3}(?:[ -]|$)/gm
const replyCodesAndBlanks = /^[ \t]*\d{3}(?:[ -][ \t]*|$)|^[ \t]+|(?<![ \t])[ \t]+$/gm

const withoutControls = tidying(controls)
const withoutInvisibles = tidying(invisibles)
const withoutTerminalSequences = tidying(terminalSequences)
const withoutTelnetCommands = tidying(telnetCommands, found => (found === '\xff\xff' ? '\xff' : ''))
const withoutTelnetBytes = tidying(telnetBytes)
const withoutReplyCodes = tidying(replyCodes)
const withoutReplyCodesAndBlanks = tidying(replyCodesAndBlanks)
const percentDecoded = tidying(percentEncoded, found => String.fromCharCode(parseInt(found.slice(1), 16)))
const utf8Decoded = tidying(utf8Bytes, found => Buffer.from(found, 'latin1').toString('utf8'))

const whole: Tidy = view => view
const withoutSequences = chain(withoutTerminalSequences, withoutTelnetCommands)

/** One tidying of each row, in this order: every path through the rows is a view. */
const rows: readonly (readonly Tidy[])[] = [
  [whole, withoutReplyCodes, withoutReplyCodesAndBlanks],
  [
    whole,
    withoutControls,
    chain(withoutSequences, withoutControls),
    chain(withoutControls, withoutTelnetBytes),
  ],
  [whole, chain(percentDecoded, withoutControls)],
  [whole, utf8Decoded],
  [whole, withoutInvisibles, chain(withoutSequences, withoutControls, withoutInvisibles)],
]

/** The text as it is, and as each sanitiser that we can think of would leave it; every view once. */
export function viewsOf(text: string): View[] {
  return rows.reduce<readonly View[]>(applyRow, [{ text }]).slice()
}

/** The same tidyings of a word that is looked for in the views. */
export function plainForms(word: string): string[] {
  return [
    ...new Set(
      rows
        .slice(1)
        .reduce<readonly View[]>(applyRow, [{ text: word }])
        .map(view => view.text),
    ),
  ]
}

function applyRow(views: readonly View[], row: readonly Tidy[]): View[] {
  const byText = new Map<string, View>()
  for (const view of views.flatMap(each => row.map(tidy => tidy(each)))) {
    if (!byText.has(view.text)) byText.set(view.text, view)
  }
  return [...byText.values()]
}

function chain(...tidies: readonly Tidy[]): Tidy {
  return view => tidies.reduce((each, tidy) => tidy(each), view)
}

/** A tidying that writes `instead` for each match, never more than stood there; its characters stand for the whole match. */
function tidying(pattern: RegExp, instead: (found: string) => string = () => ''): Tidy {
  return view => {
    if (view.text.search(pattern) < 0) return view
    const places = new Places(view)
    const text = view.text.replace(pattern, (found: string, at: number) => {
      const replacement = instead(found)
      places.replace(at, at + found.length, replacement.length)
      return replacement
    })
    return { text, ...places.finish() }
  }
}

/** Carries over the places of a view's characters while matches in it are replaced, from left to right. */
class Places {
  readonly #view: View
  readonly #begins: Int32Array
  readonly #ends: Int32Array
  #read = 0
  #written = 0

  constructor(view: View) {
    this.#view = view
    this.#begins = new Int32Array(view.text.length)
    this.#ends = new Int32Array(view.text.length)
  }

  replace(from: number, to: number, length: number): void {
    this.#keepUntil(from)
    for (let unit = 0; unit < length; unit += 1) this.#write(from, to - 1)
    this.#read = to
  }

  finish(): Pick<View, 'begins' | 'ends'> {
    this.#keepUntil(this.#view.text.length)
    return { begins: this.#begins.subarray(0, this.#written), ends: this.#ends.subarray(0, this.#written) }
  }

  #keepUntil(to: number): void {
    for (; this.#read < to; this.#read += 1) this.#write(this.#read, this.#read)
  }

  #write(first: number, last: number): void {
    this.#begins[this.#written] = this.#view.begins?.[first] ?? first
    this.#ends[this.#written] = this.#view.ends?.[last] ?? last + 1
    this.#written += 1
  }
}
