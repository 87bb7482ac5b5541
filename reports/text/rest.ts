import type { Cell } from '../../src/model/cell.js'
import type { Found } from '../../src/model/finding.js'
import { wayOf, type Security } from '../../src/model/matrix.js'
import type { FormatOptions, Report } from '../../src/model/report.js'
import { compareSteps } from '../../src/model/step.js'
import { harmless } from '../sanitise.js'
import { likeness } from './likeness.js'
import { suggestedProduct } from './product.js'
import { count, sentencesOf, stopped, together, type Paragraph } from './prose.js'
import { fixes, label } from './remedies.js'
import { ownerWords, securityWords, shellWord } from './words.js'

/** Findings spelled out besides the cause. */
const shown = 4

/** Other findings: errors and warnings with what was seen, remarks by their titles. */
export function others(report: Report, options: FormatOptions): Paragraph[] {
  const { findings, cause, target, cells } = report
  const suggested = suggestedProduct(report)
  const rest = findings.filter(({ id, consequenceOf }) => id !== cause && consequenceOf === null)
  const graver = rest.filter(({ severity }) => severity !== 'info')
  const infos = rest.filter(({ severity }) => severity === 'info')
  const left = graver.length - shown
  return [
    ...label('also', [
      ...graver.slice(0, shown).map(found => ({ text: findingWords(found) })),
      ...(left > 0 ? [{ text: `and ${left} more: ${wholeReport(options)}` }] : []),
    ]),
    ...(cause === null ? whatToChange(graver, suggested) : []),
    ...label('note', [...infos.map(found => ({ text: noteWords(found, cells) })), ...otherAddresses(target)]),
  ]
}

/** Where nothing is broken, a warning is all that there is to do. */
function whatToChange(warnings: readonly Found[], suggested: string | undefined): Paragraph[] {
  const [first, ...more] = warnings
  if (first === undefined) return []
  if (more.length > 0)
    return [{ label: 'fix', text: `for each of them: ${together('ftps-doctor explain <id>')}` }]
  return [
    { label: 'who', text: first.owner.map(one => ownerWords[one]).join('; or ') },
    ...fixes(first, suggested),
  ]
}

/** One address is looked at; the others of the name may lead elsewhere, or by another way. */
function otherAddresses({
  host,
  address,
  addresses,
}: Report['target']): readonly { readonly text: string }[] {
  const [other, ...more] = addresses.filter(one => one !== address)
  if (address === null || other === undefined) return []
  const rest = more.length === 0 ? '' : ` and ${more.length} more`
  return [
    {
      text: `Only ${harmless(address)} was looked at. ${harmless(host)} has ${harmless(other)}${rest} as well: --address ${harmless(other)}`,
    },
  ]
}

/**
 * The title, with the methods where it is not true of all that came to a login. Of ports, and of what is about no ways, the summary says
 * what was seen: which port, which command.
 */
function noteWords({ id, title, cells, phase, summary }: Found, all: readonly Cell[]): string {
  const [seen = title] =
    summary !== '' && (phase === 'connect' || cells.length === 0)
      ? sentencesOf(harmless(summary, 600), 300)
      : []
  const words = harmless(seen, 300)
  const [method, ...others] = new Set(cells.map(cell => wayOf(cell).security))
  const isSaid = method === undefined || words.toLowerCase().includes(securityWords[method].toLowerCase())
  const methods = method === undefined ? [] : [method, ...others]
  const isEverywhere = others.length > 0 && loggedIn(all).every(one => methods.includes(one))
  const where = methods.map(one => securityWords[one]).join(', ')
  return `${stopped(isSaid || isEverywhere ? words : `${words} (${where})`)} ${harmless(id)}`
}

/** The methods with TLS by which somebody logged in. */
function loggedIn(all: readonly Cell[]): readonly Security[] {
  const inside = all.filter(
    ({ security, status, step }) =>
      security !== 'none' && (status === 'works' || (step !== undefined && compareSteps(step, 'login') > 0)),
  )
  return inside.map(({ security }) => security)
}

function findingWords({ id, severity, certainty, summary }: Found): string {
  const seen = sentencesOf(harmless(summary, 600), 300).join(' ')
  const doubt = certainty === 'likely' ? ', likely' : ''
  return `${severity}: ${stopped(seen)} ${harmless(id)}${doubt}`
}

/** Below the table: what it resembles, what was left out, what it cost. */
export function footer(report: Report, options: FormatOptions): string[] {
  const { run, duration, faults } = report
  const logins = `${count(run.logins, 'login')}, ${count(run.connections, 'connection')}, ${seconds(duration)}`
  return [
    ...resemblance(report, options),
    ...leftOut(report),
    ...(run.interrupted ? ['Stopped before its end.'] : []),
    ...faults.map(
      ({ probe, message }) => `A fault of ftps-doctor itself, in ${harmless(probe)}: ${harmless(message)}`,
    ),
    `${logins}. All of it: ${wholeReport(options)}`,
  ]
}

/** Where all of the report stands, or how to have it written. */
export function wholeReport({ saved }: FormatOptions): string {
  return saved === undefined ? '--output report.json' : harmless(saved)
}

function seconds(duration: number): string {
  return `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} s`
}

/** Of those that are equally near, each may be it: none is told without the others. */
function resemblance({ nearest, blind }: Report, { saved }: FormatOptions): string[] {
  const [first] = nearest
  if (first === undefined) return []
  const servers = nearest
    .filter(({ similarity }) => similarity === first.similarity)
    .map(({ server }) => harmless(server))
  const aside = blind === true ? ', its greeting left aside' : ''
  const before = saved === undefined ? '--output report.json, then ' : ''
  const show = `ftps-doctor show ${shellWord(harmless(saved ?? 'report.json'))} nearest`
  return [`${likeness(first.similarity)} ${servers.join(' or ')}${aside} (${before}${show})`]
}

/** What no client would do is done only when it is asked for. */
function leftOut({ observations }: Report): string[] {
  const isLeft = observations['idle']?.status === 'untested' && observations['idle'].reason === 'needs-audit'
  return isLeft ? ['Not looked at without --audit: two minutes of silence on a session.'] : []
}
