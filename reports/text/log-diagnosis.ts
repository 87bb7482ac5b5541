import type { Found } from '../../src/model/finding.js'
import type { LogDiagnosis, LogFinding } from '../../src/model/log-diagnosis.js'
import type { FormatOptions } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import { pageOf, widthOf } from './page.js'
import { paintFor, type Tone } from './paint.js'
import { linesOf, stopped, type Paragraph } from './prose.js'
import { clientRemedies, fixes, label, remedyWords } from './remedies.js'
import { hostAndPort, ownerWords } from './words.js'

/** What a client's log speaks for, for people: what it is likely to be, the line that says so, and how to be certain. */
export function logDiagnosisText(diagnosis: LogDiagnosis, options: FormatOptions): string {
  const [first, ...others] = diagnosis.findings
  const paint = paintFor(options)
  const { client, lines, connections } = diagnosis.log
  const [word, tone] = verdictOf(diagnosis)
  const paragraphs =
    word === 'WORKED'
      ? worked(diagnosis)
      : first === undefined
        ? nothingKnown(diagnosis)
        : told(first, others, diagnosis)
  const times = connections === 1 ? '1 connection' : `${connections} connections`
  return pageOf(
    [
      `${paint.bold(paint.paint(tone, word.padEnd(7)))} ${placeOf(diagnosis)}by a log of ${client} (${lines} lines, ${times})`,
      ...paragraphs.flatMap(paragraph => linesOf(paragraph, widthOf(options))),
    ],
    options,
  )
}

function verdictOf({ findings, transferred }: LogDiagnosis): readonly [word: string, tone: Tone] {
  if (transferred !== undefined && !findings.some(({ severity }) => severity === 'error'))
    return ['WORKED', 'good']
  return [findings.length === 0 ? 'UNKNOWN' : 'LIKELY', 'doubtful']
}

function placeOf({ log: { host, address, port } }: LogDiagnosis): string {
  const name = host ?? address
  if (name === undefined) return ''
  return `${harmless(port === undefined ? name : hostAndPort(name, port), 120)}, `
}

function told(
  first: LogFinding,
  others: readonly LogFinding[],
  { log: { client, connections }, check }: LogDiagnosis,
): Paragraph[] {
  const found: Found = { ...first, cells: [], evidence: [] }
  const often = connections > 1 ? ` On ${first.times} of ${connections} connections.` : ''
  return [
    { label: 'why', text: `${stopped(first.title)} ${first.id},\u00a0likely.` },
    { label: 'who', text: first.owner.map(one => ownerWords[one]).join('; or ') },
    { label: 'line', text: `${lineWords(first)}${often}` },
    { label: 'prove', text: check, command: true },
    ...label('tonight', tonight(found, client)),
    ...fixes(found, undefined),
    ...also(others),
  ]
}

/** One client came through once: others may not. */
function worked({ findings, transferred, check }: LogDiagnosis): Paragraph[] {
  const { command = '', reply = '' } = transferred ?? {}
  return [
    {
      text: `Nothing failed in it: ${harmless(command, 120)} ended with "${harmless(reply, quoteLength)}".`,
    },
    ...also(findings),
    { label: 'look', text: check, command: true },
  ]
}

function also(findings: readonly LogFinding[]): Paragraph[] {
  return label(
    'also',
    findings
      .slice(0, othersShown)
      .map(found => ({ text: `${stopped(found.title)} ${found.id}, likely: ${lineWords(found)}` })),
  )
}

const othersShown = 4
const quoteLength = 160

function lineWords({ line, because, quote }: LogFinding): string {
  return `${line}, ${harmless(because, 160)}: "${harmless(quote, quoteLength)}"`
}

/** What this client can do, then what any can. */
function tonight(found: Found, client: string): Paragraph[] {
  const all = clientRemedies(found)
  const its = all.filter(({ product }) => product.toLowerCase().startsWith(client.toLowerCase()))
  const any = all.filter(({ product }) => /^any\b/i.test(product))
  return [...its, ...any].slice(0, 2).map(remedy => ({ text: remedyWords(remedy) }))
}

function nothingKnown({ last, check }: LogDiagnosis): Paragraph[] {
  const words = [
    ...(last.command === undefined ? [] : [`the last command was ${harmless(last.command, 120)}`]),
    ...(last.reply === undefined ? [] : [`the last reply "${harmless(last.reply, quoteLength)}"`]),
  ]
  return [
    {
      label: 'why',
      text: `No line of it speaks of anything that is known${words.length === 0 ? '' : `; ${words.join(', ')}`}.`,
    },
    { label: 'look', text: check, command: true },
  ]
}
