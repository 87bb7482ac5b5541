import type { Conclusion, Joined, JoinedPlace, Position } from '../../src/model/joined.js'
import type { Report } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import type { Paint, Tone } from './paint.js'
import { columnsOf, linesOf, stopped, wrap, type Paragraph } from './prose.js'
import { label } from './remedies.js'

/** What the places say together, before all else: in a sentence, what it comes to, and each place in a line. */
export function joinedLines(report: Report, paint: Paint, width: number): string[] {
  const { joined, cause } = report
  if (joined === undefined) return []
  if (joined.places.every(({ verdict }) => verdict === 'healthy') && joined.remarks.length === 0)
    return linesOf({ label: 'joined', text: allIsWell(joined, report) }, width)
  const first = joined.conclusions.find(({ id }) => id === cause)
  const told: Paragraph[] = [
    { label: 'joined', text: joined.places.map(fromThere).join(' ') },
    ...(first === undefined ? [{ text: nothingCommon(joined, cause) }] : [{ text: soWords(first) }]),
    ...label(
      'note',
      joined.remarks.map(text => ({ text: harmless(text, 400) })),
    ),
  ]
  return [
    ...told.flatMap(paragraph => linesOf(paragraph, width)),
    '',
    ...tableOf(joined.places, paint, width),
    '',
  ]
}

/** Where each place stands is all that its line of the table would add. */
function allIsWell({ places, conclusions }: Joined, { findings }: Report): string {
  const from = places.map(({ place, stands: where }) => `${harmless(place, 40)} (${stands[where]})`)
  const isEverywhere = (id: string): boolean =>
    conclusions.some(one => one.id === id && one.at.length === places.length)
  const isSame =
    conclusions.every(({ notAt }) => notAt.length === 0) &&
    findings.every(({ id, severity }) => severity === 'info' || isEverywhere(id))
  const same = isSame ? ` ${places.length === 2 ? 'Both' : 'All'} see the same.` : ''
  return `Protected transfers work from ${from.slice(0, -1).join(', ')} and ${from.at(-1) ?? ''}.${same}`
}

/** Who can change it, where the places have settled that; else the finding knows. */
export function settledWho({ joined }: Report, id: string): string | undefined {
  const conclusion = joined?.conclusions.find(one => one.id === id)
  return conclusion === undefined ? undefined : harmless(conclusion.who, 300)
}

/** What the places say of other findings than the cause; that a warning is met everywhere adds nothing to it. */
export function otherConclusions({ joined, cause, findings }: Report): readonly Paragraph[] {
  const isWarning = (id: string): boolean => findings.find(one => one.id === id)?.severity === 'warning'
  const rest =
    joined?.conclusions.filter(({ id, notAt }) => id !== cause && (notAt.length > 0 || !isWarning(id))) ?? []
  return label(
    'places',
    rest
      .slice(0, othersShown)
      .map(conclusion => ({ text: `${harmless(conclusion.id)}: ${soWords(conclusion)}` })),
  )
}

const othersShown = 3

function fromThere({ place, verdict, title }: JoinedPlace): string {
  return `From ${harmless(place, 40)}: ${title === undefined ? withoutCause[verdict] : stopped(lowered(harmless(title, 200)))}`
}

const withoutCause: Readonly<Record<JoinedPlace['verdict'], string>> = {
  healthy: 'protected transfers work.',
  impaired: 'protected transfers work.',
  broken: 'protected transfers fail.',
  inconclusive: 'nothing wrong was seen, and no transfer to its end.',
}

/** Our own titles begin with an article or a noun; names of protocols keep their letters. */
function lowered(title: string): string {
  return title.replace(/^[A-Z](?=[a-z]*\s)/, letter => letter.toLowerCase())
}

function soWords({ sentence, certainty }: Conclusion): string {
  return `${certainty === 'certain' ? 'Certain' : 'Likely'}: ${stopped(harmless(sentence, 500))}`
}

function nothingCommon({ places }: Joined, cause: string | null): string {
  if (cause === null) return 'No place shows anything wrong.'
  return places.length === 2
    ? 'The other place was not looked at far enough to compare.'
    : 'The other places were not looked at far enough to compare.'
}

const stands: Readonly<Record<Position, string>> = {
  server: "the server's machine",
  inside: 'its network',
  outside: 'outside',
  unknown: 'from where is not known',
}

const tones: Readonly<Record<JoinedPlace['verdict'], Tone>> = {
  healthy: 'good',
  impaired: 'doubtful',
  broken: 'bad',
  inconclusive: 'doubtful',
}

/** Place, verdict and cause, and from which address to which. */
function tableOf(places: readonly JoinedPlace[], paint: Paint, width: number): string[] {
  const names = places.map(({ place }) => harmless(place, 24))
  const [nameWidth, verdictWidth] = [Math.max(...names.map(columnsOf)), 'inconclusive'.length + 2]
  const indent = nameWidth + 2 + verdictWidth + 1
  return places.flatMap((one, index) => {
    const name = `${names[index] ?? ''}${' '.repeat(nameWidth + 2 - columnsOf(names[index] ?? ''))}`
    const sign = paint.sign(tones[one.verdict])
    const verdict = `${sign}${one.verdict}`
    const padded = ' '.repeat(Math.max(1, verdictWidth + 1 - verdict.length))
    const [first = '', ...rest] = wrap(factsOf(one), width - indent)
    return [
      `${name}${paint.paint(tones[one.verdict], verdict)}${padded}${first}`.trimEnd(),
      ...rest.map(line => ' '.repeat(indent) + line),
    ]
  })
}

function factsOf({ cause, from, to, stands: where }: JoinedPlace): string {
  const way =
    to === null
      ? 'no address'
      : from === null
        ? `to ${harmless(to, 60)}, ${stands[where]}`
        : `${harmless(from, 60)} to ${harmless(to, 60)}, ${stands[where]}`
  return cause === null ? way : `${harmless(cause, 60)} ${way}`
}
