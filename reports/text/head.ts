import type { Found } from '../../src/model/finding.js'
import type { FormatOptions, Report, VerdictStatus } from '../../src/model/report.js'
import { harmless } from '../sanitise.js'
import { settledWho } from './joined.js'
import { authorityAdvice, nameAdvice, passwordKeptBack, pinAdvice } from './kept-back.js'
import type { Paint, Tone } from './paint.js'
import { suggestedProduct } from './product.js'
import { partsOf, proof } from './proof.js'
import { columnsOf, together, type Paragraph } from './prose.js'
import { clientRemedies, fixes, label, remedyWords } from './remedies.js'
import { wholeReport } from './rest.js'
import { hostAndPort, mainPort, ownerWords, shellWord, writtenTarget } from './words.js'
import { unfitClients } from './unfit-clients.js'
import { workaround } from './workaround.js'

const tones: Readonly<Record<VerdictStatus, Tone>> = {
  healthy: 'good',
  impaired: 'doubtful',
  broken: 'bad',
  inconclusive: 'doubtful',
}

/** Things to do now that are shown. */
const shownAtOnce = 2

/** The first line: verdict, whom it is about, and when, flush right. */
export function verdictLine({ verdict, target, started }: Report, paint: Paint, width: number): string {
  const word = verdict.status.toUpperCase()
  const host = harmless(target.host)
  const address =
    target.address === null || target.address === target.host ? '' : ` (${harmless(target.address)})`
  const isReached = target.address !== null || target.proxy !== undefined
  const proxy = target.proxy === undefined ? '' : ` through ${harmless(target.proxy)}`
  const place = isReached ? `${hostAndPort(host, mainPort(target))}${address}${proxy}` : host
  const time = `${harmless(started, 40)
    .replace('T', ' ')
    .replace(/(\.\d+)?Z$/, '')} UTC`
  const left = `${word.padEnd(7)} ${place}`
  const gap = ' '.repeat(Math.max(2, width - columnsOf(left) - time.length))
  const fits = columnsOf(left) + 2 + time.length <= width
  return `${paint.bold(paint.paint(tones[verdict.status], word.padEnd(7)))} ${place}${fits ? gap : `\n        `}${time}`
}

/** Why, who can change it, the proof, what to do now, what to change for good. */
export function head(report: Report, options: FormatOptions): Paragraph[] {
  const cause = report.findings.find(({ id }) => id === report.cause)
  if (cause === undefined) return withoutCause(report)
  return [
    { label: 'why', text: whyWords(cause, report) },
    ...who(cause, report, options),
    ...proof(cause, report),
    ...now(cause, report),
    ...fixes(cause, suggestedProduct(report)),
  ]
}

function whyWords(cause: Found, report: Report): string {
  const kept = passwordKeptBack(report) ? [together('Your password was NOT sent.')] : []
  const name = isUnknown(cause) ? `${cause.id}.` : `${cause.id},\u00a0${cause.certainty}.`
  return [partsOf(cause).why, name, ...kept].join(' ')
}

/** No finding explains it: then nobody is named, and nothing is certain but what was seen. */
function isUnknown({ id }: Found): boolean {
  return id === 'unknown-cause'
}

function who(cause: Found, report: Report, options: FormatOptions): Paragraph[] {
  const settled = settledWho(report, cause.id)
  if (settled === undefined && cause.owner.length === 0) return []
  return [{ label: 'who', text: settled ?? whoWords(cause, options) }]
}

function whoWords(cause: Found, options: FormatOptions): string {
  if (isUnknown(cause))
    return `not known: whoever reads the conversation (--verbose, ${wholeReport(options)})`
  return cause.owner.map(one => ownerWords[one]).join('; or ')
}

function now(cause: Found, report: Report): Paragraph[] {
  const prove =
    cause.wouldProve === undefined ? [] : [{ label: 'prove', text: harmless(cause.wouldProve, 300) }]
  const aboutCertificate = passwordKeptBack(report) || cause.phase === 'verify'
  const advice = aboutCertificate
    ? [nameAdvice(report), authorityAdvice(report), pinAdvice(report)].find(one => one.length > 0)
    : undefined
  if (advice !== undefined) return [...prove, ...advice]
  const byHand = workaround(report)
  const named = byHand.map(({ text }) => text.split(/[ :]/, 1)[0]?.toLowerCase())
  const unfit = unfitClients(report)
  const byRemedy = clientRemedies(cause)
    .filter(({ product }) => !named.includes(product.toLowerCase().split(' ', 1)[0]))
    .filter(({ product }) => !unfit.has(product.toLowerCase()))
    .map(remedy => ({ text: remedyWords(remedy) }))
  return [
    ...prove,
    ...label('tonight', [...byHand, ...byRemedy].slice(0, Math.max(shownAtOnce, byHand.length))),
  ]
}

/** Healthy, or not looked at that far. */
function withoutCause(report: Report): Paragraph[] {
  const sentence = harmless(report.verdict.sentence, 500)
  if (report.verdict.status === 'healthy') return [{ text: sentence }]
  const pin = passwordKeptBack(report) ? pinAdvice(report) : []
  const trust = report.run.ca === undefined ? '' : ` --ca ${shellWord(harmless(report.run.ca))}`
  const proxy =
    report.target.proxy === undefined ? '' : ` --proxy ${shellWord(harmless(report.target.proxy))}`
  const command = `ftps-doctor check ${shellWord(harmless(writtenTarget(report.target)))} --user NAME${trust}${proxy}`
  const next = report.run.login === 'no-credentials' ? [{ label: 'next', text: command, command: true }] : []
  return [{ label: 'why', text: sentence }, ...pin, ...next]
}
