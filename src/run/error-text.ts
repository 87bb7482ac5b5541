// What a client printed, matched against what clients are known to print. Words that many messages share say little,
// rare ones much (inverse document frequency); numbers and codes, which nobody rephrases, count double.
import type { Finding } from '../model/finding.js'

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
  readonly trust: number
}

const leastScore = 0.45
const ownWordsTrust = 0.75
const unknownWeight = 0.4
const codeFactor = 2

/** The words of a text: small letters, figures without their sign, code names as they are written. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}_]+/gu) ?? [],
  )
}

/** Matches texts against all that the findings say of themselves. */
export class ErrorTexts {
  readonly #messages: readonly Message[]
  readonly #frequency = new Map<string, number>()

  constructor(findings: readonly Finding[]) {
    this.#messages = findings.flatMap(messagesOf)
    for (const { words } of this.#messages)
      for (const word of words) this.#frequency.set(word, (this.#frequency.get(word) ?? 0) + 1)
  }

  /** The findings that a text may be about, the likeliest first. */
  match(text: string): readonly Match[] {
    const asked = wordsOf(text)
    const best = new Map<string, Match>()
    for (const message of this.#messages) {
      const score = this.#score(asked, message)
      const { finding, client, text: printed } = message
      if (score > (best.get(finding.id)?.score ?? leastScore))
        best.set(finding.id, { finding, score, client, text: printed })
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.finding.id < b.finding.id ? -1 : 1))
  }

  /** Mostly how much of the question is answered, and a little how much of the message was asked for. */
  #score(asked: ReadonlySet<string>, { words, trust }: Message): number {
    const common = this.#weight([...asked].filter(word => words.has(word)))
    if (common === 0) return 0
    const ofAsked = common / this.#weight(asked)
    const ofMessage = common / this.#weight(words)
    return trust * (0.7 * ofAsked + 0.3 * ofMessage)
  }

  #weight(words: Iterable<string>): number {
    let sum = 0
    for (const word of words) sum += this.#weightOf(word)
    return sum
  }

  /** A word that no message has is somebody's host, path or user: it counts a little against every match. */
  #weightOf(word: string): number {
    const seen = this.#frequency.get(word)
    if (seen === undefined) return unknownWeight
    const rarity = Math.log(1 + this.#messages.length / seen)
    return /\d|_/.test(word) ? codeFactor * rarity : rarity
  }
}

function messagesOf(finding: Finding): readonly Message[] {
  const { title, covers } = finding
  const symptoms = finding.symptoms
    // In brackets stands what a client does instead of printing anything.
    .filter(({ text }) => !/^\(.*\)$/.test(text))
    .map(({ client, text }) => ({ finding, client, text, words: wordsOf(`${client} ${text}`), trust: 1 }))
  const own = [title, ...covers.map(id => id.replaceAll('-', ' '))].map(text => ({
    finding,
    client: '',
    text,
    words: wordsOf(text),
    trust: ownWordsTrust,
  }))
  return [...symptoms, ...own]
}
