import type { Finding, Found } from '../../src/model/finding.js'
import type { FormatOptions, Report } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import { conversation } from './conversation.js'
import { paintFor, type Tone } from './paint.js'
import { partsOf, proof } from './proof.js'
import { linesOf, stopped, type Paragraph } from './prose.js'
import { label } from './remedies.js'
import { remedyList } from './remedy-list.js'
import { ownerWords, symptomWords } from './words.js'

const tones: Readonly<Record<Found['severity'], Tone>> = { error: 'bad', warning: 'doubtful', info: 'quiet' }
const mostLines = 40
const waysShown = 12

/** One finding of a report: its judgement, the proof with the lines that show it, what clients print, and all its cures. */
export function findingLines(report: Report, found: Found, options: FormatOptions, width: number): string[] {
  const paint = paintFor(options)
  const word = found.severity.toUpperCase().padEnd(7)
  const talk = conversation(report.transcript.connections, { spans: found.evidence, mostLines }, width)
  return [
    `${paint.bold(paint.paint(tones[found.severity], word))} ${harmless(found.id)}, ${found.certainty}`,
    ...paragraphs(report, found).flatMap(paragraph => linesOf(paragraph, width)),
    ...(talk.length === 0 ? [] : ['', 'what shows it', ...talk]),
    ...remedyList(found.remedies, width),
    '',
    ...linesOf({ label: 'more', text: `ftps-doctor explain ${harmless(found.id)}`, command: true }, width),
  ]
}

function paragraphs(report: Report, found: Found): Paragraph[] {
  const { owner, cells, symptoms, wouldProve, consequenceOf, id } = found
  const place = consequenceOf === null ? [] : [{ label: 'because', text: `of ${harmless(consequenceOf)}` }]
  const more = cells.length > waysShown ? ` and ${cells.length - waysShown} more` : ''
  return [
    { text: partsOf(found).why + (id === report.cause ? ' It is the first cause.' : '') },
    ...place,
    ...(owner.length === 0 ? [] : [{ label: 'who', text: owner.map(one => ownerWords[one]).join('; or ') }]),
    ...proof(found, report),
    ...(wouldProve === undefined ? [] : [{ label: 'prove', text: harmless(wouldProve, 300) }]),
    ...(cells.length === 0 ? [] : [{ label: 'ways', text: cells.slice(0, waysShown).join(', ') + more }]),
    ...label(
      'clients',
      symptoms.map(symptom => ({ text: symptomWords(symptom) })),
    ),
  ]
}

/** A finding that is not in the report: looked for and not there, or not to be judged, and why. */
export function notFoundLines(
  { id, title, proof: sign }: Finding,
  undetermined: string | undefined,
  width: number,
): string[] {
  const said: Paragraph[] =
    undetermined === undefined
      ? [{ text: `${id} is not in this report: it was looked for, and what was seen shows the contrary.` }]
      : [
          { text: `${id} is not in this report: it could not be judged.` },
          { label: 'reason', text: stopped(harmless(undetermined, 500)) },
        ]
  return [
    ...said,
    { label: 'it says', text: stopped(title) },
    { label: 'proof', text: sign },
    { label: 'more', text: `ftps-doctor explain ${id}`, command: true },
  ].flatMap(paragraph => linesOf(paragraph, width))
}
