// What a client printed, matched against what clients are known to print. Words that many messages share say little,
// rare ones much (inverse document frequency); reply codes and other figures, which nobody rephrases, count double.
import type { Finding } from '../model/finding.js'
import { contradict, fillWords, isOfAnotherProtocol, wordsOf } from './error-words.js'

/** A finding that an error text may be about: how well it fits, from 0 to 1, and the message that fits best. */
export interface Match {
  readonly finding: Finding
  readonly score: number
  readonly client: string
  readonly text: string
}

interface Message {
  readonly finding: Finding
  readonly client: string
  readonly text: string
  readonly words: ReadonlySet<string>
  /** Words of ours (title, catalogue) count less than what a client really prints. */
  readonly isOurs: boolean
}

const leastScore = 0.45
const ourTrust = 0.75
const fillWeight = 0.2
const unknownWeight = 2
const codeFactor = 2
/** Two messages with other codes may mean the same (products differ), and seldom do. */
const otherCode = 0.65
/** One word that half of all messages have is no likeness. */
const leastWeight = 4
const mostLines = 100
const longestLine = 2_000
/** What fits a second line of the text too fits better. */
const secondLine = 0.2

/** Matches texts against all that the findings say of themselves. */
export class ErrorTexts {
  readonly #messages: readonly Message[]
  readonly #frequency = new Map<string, number>()

  constructor(findings: readonly Finding[]) {
    this.#messages = findings.flatMap(messagesOf)
    for (const { words } of this.#messages)
      for (const word of words) this.#frequency.set(word, (this.#frequency.get(word) ?? 0) + 1)
  }

  /** The findings that a text of one or more lines may be about, the likeliest first. */
  match(text: string): readonly Match[] {
    const best = new Map<string, Match>()
    for (const line of text.split('\n', mostLines).map(one => one.slice(0, longestLine)))
      for (const match of this.#matchLine(line).values()) {
        const other = best.get(match.finding.id)
        const [more, less] =
          other !== undefined && other.score > match.score ? [other, match] : [match, other]
        const score = more.score + secondLine * (less?.score ?? 0)
        best.set(match.finding.id, { ...more, score })
      }
    // Bounded behind the sort: of those that fit one line wholly, what fits a second one comes first.
    return [...best.values()]
      .sort((a, b) => b.score - a.score || (a.finding.id < b.finding.id ? -1 : 1))
      .map(match => ({ ...match, score: Math.min(1, match.score) }))
  }

  #matchLine(line: string): ReadonlyMap<string, Match> {
    const asked = wordsOf(line)
    const best = new Map<string, Match>()
    for (const message of this.#messages) {
      const score = this.#score(asked, message)
      const { finding, client, text } = message
      if (score > (best.get(finding.id)?.score ?? leastScore))
        best.set(finding.id, { finding, score, client, text })
    }
    return best
  }

  /** Mostly how much of the question is answered, and a little how much of the message was asked for. */
  #score(asked: ReadonlySet<string>, message: Message): number {
    const { words, isOurs } = message
    if (isOfAnotherProtocol(asked, words) || contradict(asked, words)) return 0
    if (!this.#isTelling(asked, message)) return 0
    const weight = this.#weight([...asked].filter(word => words.has(word)))
    const share = 0.7 * (weight / this.#weight(asked)) + 0.3 * (weight / this.#weight(words))
    return share * (isOurs ? ourTrust : 1) * (haveOtherCodes(asked, words) ? otherCode : 1)
  }

  /** More words than strange ones, and two at least; one alone only where that is the whole of it, as a client prints it. */
  #isTelling(asked: ReadonlySet<string>, { words, isOurs }: Message): boolean {
    const [ofAsked, ofMessage] = [tellingOf(asked), tellingOf(words)]
    const common = ofAsked.filter(word => words.has(word))
    const strange = ofAsked.filter(word => !this.#frequency.has(word))
    if (this.#weight(common) < leastWeight || strange.length >= common.length) return false
    if (common.length > 1) return true
    return !isOurs && ofAsked.length === 1 && (common.some(isCode) || ofMessage.length === 1)
  }

  #weight(words: Iterable<string>): number {
    let sum = 0
    for (const word of words) sum += this.#weightOf(word)
    return sum
  }

  /** A word that no message has is somebody's file or user, or of another trouble: it counts against every match. */
  #weightOf(word: string): number {
    if (fillWords.has(word)) return fillWeight
    const seen = this.#frequency.get(word)
    if (seen === undefined) return unknownWeight
    const rarity = Math.log(1 + this.#messages.length / seen)
    return isCode(word) ? codeFactor * rarity : rarity
  }
}

function tellingOf(words: ReadonlySet<string>): readonly string[] {
  return [...words].filter(word => !fillWords.has(word))
}

function isCode(word: string): boolean {
  return /\d/.test(word)
}

function haveOtherCodes(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const codes = (words: ReadonlySet<string>): string[] => [...words].filter(isCode)
  const [a, b] = [codes(one), codes(other)]
  return a.length > 0 && b.length > 0 && !a.some(code => b.includes(code))
}

function messagesOf(finding: Finding): readonly Message[] {
  const { title, covers } = finding
  const symptoms = finding.symptoms
    // In brackets stands what a client does instead of printing anything.
    .filter(({ text }) => !/^\(.*\)$/.test(text))
    .map(({ client, text }) => ({ finding, client, text, words: wordsOf(text), isOurs: false }))
  const own = [title, ...covers.map(id => id.replaceAll('-', ' '))].map(text => ({
    finding,
    client: '',
    text,
    words: wordsOf(text),
    isOurs: true,
  }))
  return [...symptoms, ...own]
}
