import { findings } from '../findings/index.js'
import { referenceLink } from '../diagnosis/references.js'
import type { Finding } from '../model/finding.js'
import { ErrorTexts, type Match } from './error-text.js'
import { readSoundExpectations } from './expectations.js'
import { nearWords } from './near.js'
import { UsageError } from './usage-error.js'

/** All that is known of a finding, without any server. */
export interface Explanation {
  readonly finding: Finding
  /** The message that an error text is like. */
  readonly matched?: Match
  readonly references: readonly { readonly title: string; readonly url: string }[]
  /** Other findings that make some client print the same. */
  readonly lookAlikes: readonly Match[]
  /** Bundled servers that show it, the plainest first. */
  readonly shownBy: readonly string[]
}

/** What somebody asked for: one explanation, or, where a text has several causes, all of them, the likeliest first. */
export type Explained =
  | { readonly is: 'one'; readonly explanation: Explanation }
  | { readonly is: 'several'; readonly matches: readonly Match[] }

/** How near the best a match must come to be named beside it. */
const besideBest = 0.75
/** From this score on, one symptom is like another. */
const alike = 0.8
const mostServers = 3
const mostMatches = 10

/** Explains a finding's id or an error text; a UsageError says what to try where nothing is known. */
export function explain(text: string): Explained {
  const id = text.trim().toLowerCase()
  const finding = findings.find(candidate => candidate.id === id)
  if (finding !== undefined) return { is: 'one', explanation: explanationOf(finding) }
  if (text.trim() === '') throw new UsageError('explain wants the id of a finding, or an error text')
  if (/^[a-z]+(-[a-z]+)+$/.test(id) && nearIds(id).length > 0) throw new UsageError(nothingKnown(text))
  const texts = new ErrorTexts(findings)
  const matches = texts.match(text)
  const [best] = matches
  if (best === undefined) throw new UsageError(nothingKnown(text))
  const beside = matches.filter(({ score }) => score >= best.score * besideBest)
  return beside.length === 1
    ? { is: 'one', explanation: { ...explanationOf(best.finding), matched: best } }
    : { is: 'several', matches: beside.slice(0, mostMatches) }
}

function nearIds(text: string): readonly string[] {
  return nearWords(
    text,
    findings.map(({ id }) => id),
  )
}

function nothingKnown(text: string): string {
  const near = nearIds(text)
  if (near.length > 0) return `there is no finding '${text}'; did you mean ${near.join(', ')}?`
  return `no known error is like '${text}': try the words of the message itself, or list findings`
}

function explanationOf(finding: Finding): Explanation {
  const texts = new ErrorTexts(findings)
  const others = new Map<string, Match>()
  for (const { text } of finding.symptoms)
    if (!text.startsWith('('))
      for (const match of texts.match(text))
        if (match.finding.id !== finding.id && match.client !== '' && match.score >= alike)
          others.set(match.finding.id, match)
  return {
    finding,
    references: finding.references.map(referenceLink),
    lookAlikes: [...others.values()].sort((a, b) => b.score - a.score),
    shownBy: serversThatShow(finding.id),
  }
}

/** By what is expected of the bundled servers: those that are named like it or show it first; else one that shows it at all. */
function serversThatShow(id: string): readonly string[] {
  const shown = [...readSoundExpectations()]
    .map(([server, { findings: ids }]) => ({ server, place: Object.keys(ids).indexOf(id) }))
    .filter(({ place }) => place >= 0)
    .map(({ server, place }) => ({ server, place: server.endsWith(`/${id}`) ? -1 : place }))
    .sort((a, b) => a.place - b.place || (a.server < b.server ? -1 : 1))
  const plain = shown.filter(({ place }) => place <= 0)
  return (plain.length > 0 ? plain.slice(0, mostServers) : shown.slice(0, 1)).map(({ server }) => server)
}
