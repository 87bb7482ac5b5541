// Where secrets leave the house: nowhere. Whatever a server sent is looked at in all views of protocol/plain-view.ts for
// all spellings of protocol/spellings.ts; what stands there for a secret is replaced in the original.
import { viewsOf, type View } from '../protocol/plain-view.js'
import { foldCase, lengthOf, longEnough, spellingsOf } from '../protocol/spellings.js'

const mask = '***'
const withheld = '(withheld: it repeats the password)'

interface Range {
  readonly from: number
  readonly to: number
}

/** Cuts secrets out of texts, bytes and replies, also where they are echoed in disguise. */
export class Redactor {
  readonly #secrets = new Set<string>()
  readonly #long = new Set<string>()
  readonly #short = new Set<string>()
  #hasCutReplies = false

  constructor(secrets: readonly string[] = []) {
    for (const secret of secrets) this.add(secret)
  }

  /** From now on this is cut out; an empty secret is none. */
  add(secret: string): void {
    if (secret === '' || this.#secrets.has(secret)) return
    this.#secrets.add(secret)
    const kept = lengthOf(secret) < longEnough ? this.#short : this.#long
    for (const spelling of spellingsOf(secret)) kept.add(spelling)
  }

  text(text: string): string {
    const ranges = this.#secretsIn(text)
    if (ranges === 'everywhere') return this.#withheld()
    if (ranges.length === 0) return text
    const masked = applyMask(text, ranges, { from: 0, to: text.length })
    return this.#isClean(masked) ? masked : this.#withheld()
  }

  bytes(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1')
    const clean = this.text(text)
    return clean === text ? bytes : Buffer.from(clean, 'latin1')
  }

  /** A secret was cut out of some reply so far, on any connection. */
  get hasCutReplies(): boolean {
    return this.#hasCutReplies
  }

  /** A whole reply, since a secret may be spread over its lines. As many lines come back, with their reply codes. */
  reply(lines: readonly Buffer[]): Buffer[] {
    const texts = lines.map(line => line.toString('latin1'))
    const whole = texts.join('\n')
    const ranges = this.#secretsIn(whole)
    if (ranges.length === 0) return [...lines]
    this.#hasCutReplies = true
    const masked = ranges === 'everywhere' ? undefined : maskLines(whole, texts, ranges)
    const clean =
      masked !== undefined && this.#isClean(masked.join('\n')) ? masked : this.#withholdLines(texts)
    return clean.map(line => Buffer.from(line, 'latin1'))
  }

  /** Only a reply code with its separator stays of each line. */
  #withholdLines(lines: readonly string[]): string[] {
    const instead = this.#withheld()
    return lines.map(line => `${/^\d{3}[ -]/.exec(line)?.[0] ?? ''}${instead}`)
  }

  /** What stands for a whole text: even these words may hold a short password. */
  #withheld(): string {
    return [withheld, mask].find(text => this.#isClean(text)) ?? ''
  }

  /** False also where masking itself has put a secret together, as in `a***b`. */
  #isClean(text: string): boolean {
    return this.#secretsIn(text).length === 0
  }

  /** Where in the text secrets stand, sorted and apart from one another; everywhere when a short one is in it. */
  #secretsIn(text: string): Range[] | 'everywhere' {
    if (this.#secrets.size === 0 || text === '') return []
    const found: Range[] = []
    for (const view of viewsOf(text)) {
      const folded = foldCase(view.text)
      for (const spelling of this.#short) if (folded.includes(spelling)) return 'everywhere'
      for (const place of placesOf(folded, this.#long)) found.push(...inOriginal(text, view, place))
    }
    return joined(found)
  }
}

function maskLines(whole: string, lines: readonly string[], ranges: readonly Range[]): string[] {
  let from = 0
  return lines.map(line => {
    const masked = applyMask(whole, ranges, { from, to: from + line.length })
    from += line.length + 1
    return masked
  })
}

/** Every place of every word, overlapping ones joined. */
function placesOf(text: string, words: Iterable<string>): Range[] {
  const places: Range[] = []
  for (const word of words) {
    let to = -1
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at > to) places.push({ from: at, to: at + word.length })
      else places[places.length - 1] = { from: places.at(-1)?.from ?? at, to: at + word.length }
      to = at + word.length
    }
  }
  return joined(places)
}

/** A place in a view as ranges of the original. Line feeds stay, and so does what the view leaves out behind one: a reply code. */
function inOriginal(original: string, { begins, ends }: View, place: Range): Range[] {
  const ranges: Range[] = []
  let from = -1
  let to = -1
  for (let index = place.from; index < place.to; index += 1) {
    const begin = begins?.[index] ?? index
    if (original[begin] === '\n') continue
    if (from >= 0 && original.slice(to, begin).includes('\n')) {
      ranges.push({ from, to })
      from = -1
    }
    if (from < 0) from = begin
    to = ends?.[index] ?? index + 1
  }
  return from < 0 ? ranges : [...ranges, { from, to }]
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last === undefined || range.from > last.to) result.push(range)
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
  }
  return result
}

/** A part of the text with each range in it replaced. */
function applyMask(text: string, ranges: readonly Range[], part: Range): string {
  let result = ''
  let done = part.from
  for (const { from, to } of ranges) {
    if (to <= part.from || from >= part.to) continue
    result += text.slice(done, Math.max(from, done)) + mask
    done = Math.min(to, part.to)
  }
  return result + text.slice(done, part.to)
}
