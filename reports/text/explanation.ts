import type { Finding } from '../../src/model/finding.js'
import { harmless } from '../sanitise.js'
import { linesOf, stopped, type Paragraph } from './prose.js'
import { label } from './remedies.js'
import { remedyList } from './remedy-list.js'
import { ownerWords, symptomWords } from './words.js'

/** A finding, and what is known besides it. */
export interface Explanation {
  readonly finding: Finding
  /** The message of a client that the question is like. */
  readonly matched?: { readonly client: string; readonly text: string }
  readonly references: readonly { readonly title: string; readonly url: string }[]
  readonly lookAlikes: readonly { readonly finding: Finding }[]
  readonly shownBy: readonly string[]
}

/** `explain <id>`: everything that is known of a finding, for somebody who has only an error message. */
export function explanationLines(explanation: Explanation, width: number): string[] {
  const { finding, matched } = explanation
  const { id, title, why, proof, owner, symptoms } = finding
  const first: Paragraph[] = [
    ...(matched === undefined || matched.client === ''
      ? []
      : [{ label: 'asked', text: `most like: ${symptomWords(matched)}` }]),
    { label: 'what', text: `${stopped(title)} ${id}` },
    { label: 'why', text: why },
    ...(owner.length === 0 ? [] : [{ label: 'who', text: owner.map(one => ownerWords[one]).join('; or ') }]),
    ...label(
      'prints',
      symptoms.map(symptom => ({ text: symptomWords(symptom) })),
    ),
    { label: 'proof', text: proof },
  ]
  const others = explanation.lookAlikes.map(({ finding: other }) => ({
    text: `${stopped(other.title)} ${other.id}: ${other.proof}`,
  }))
  const last: Paragraph[] = [
    ...label('unless', others),
    ...label(
      'read',
      explanation.references.map(({ title: name, url }) => ({ text: `${name}: ${url}` })),
    ),
    ...label(
      'try it',
      explanation.shownBy.map(server => ({ text: `ftps-doctor mock serve ${server}`, command: true })),
    ),
    { label: 'look', text: 'ftps-doctor check <host> --user NAME', command: true },
  ]
  const lines = (paragraphs: readonly Paragraph[]): string[] =>
    paragraphs.flatMap(paragraph => linesOf(paragraph, width))
  const changes = remedyList(finding.remedies, width)
  return [
    ...lines(first),
    ...changes,
    ...(changes.length === 0 ? [] : ['', ...lines([{ text: checkAgain }])]),
    '',
    ...lines(last),
  ]
}

const checkAgain = 'After a change run the same check again: what was cured is gone from the report.'

type LookAlike = { readonly finding: Finding; readonly client: string; readonly text: string }

/** Spelled out with their proof; the rest are named. */
const causesSpelledOut = 5

/** An error text with several causes: each with what tells it from the others, the likeliest first. */
export function lookAlikeLines(asked: string, matches: readonly LookAlike[], width: number): string[] {
  const head = `"${harmless(asked, 200)}" may have ${matches.length} causes. What tells them apart, the likeliest first:`
  const lines = (paragraphs: readonly Paragraph[]): string[] =>
    paragraphs.flatMap(paragraph => linesOf(paragraph, width))
  const others = matches.slice(causesSpelledOut)
  return [
    ...lines([{ text: head }]),
    ...matches.slice(0, causesSpelledOut).flatMap((match, index) => ['', ...lines(causeWords(match, index))]),
    '',
    ...lines(
      label(
        'or',
        others.map(({ finding: { id, title } }) => ({ text: `${stopped(title)} ${id}` })),
      ),
    ),
    ...(others.length === 0 ? [] : ['']),
    ...lines([
      { label: 'more', text: `ftps-doctor explain ${matches[0]?.finding.id ?? '<id>'}`, command: true },
      { label: 'look', text: 'ftps-doctor check <host> --user NAME', command: true },
    ]),
  ]
}

function causeWords({ finding: { id, title, proof }, client, text }: LookAlike, index: number): Paragraph[] {
  return [
    { label: String(index + 1), text: `${stopped(title)} ${id}` },
    ...(client === '' ? [] : [{ label: 'prints', text: symptomWords({ client, text }) }]),
    { label: 'proof', text: proof },
  ]
}
