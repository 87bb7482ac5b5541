import type { Remedy } from '../../src/model/finding.js'
import { harmless } from '../sanitise.js'
import { wrap } from './prose.js'

const sides: readonly (readonly [Remedy['side'], string])[] = [
  ['server', 'on the server'],
  ['network', 'between'],
  ['client', 'on this side'],
]

/** All remedies in full, by side: for which product, what, the lines to paste, where, how to apply, and how we know. */
export function remedyList(remedies: readonly Remedy[], width: number): string[] {
  return sides.flatMap(([side, words]) => {
    const own = remedies.filter(remedy => remedy.side === side)
    const safest = [
      ...own.filter(({ lowersSecurity }) => !lowersSecurity),
      ...own.filter(({ lowersSecurity }) => lowersSecurity),
    ]
    return own.length === 0 ? [] : ['', words, ...safest.flatMap(remedy => remedyLines(remedy, width))]
  })
}

function remedyLines(remedy: Remedy, width: number): string[] {
  const { product, text, config, lowersSecurity } = remedy
  const who = /^any\b/i.test(product) ? '' : `${harmless(product, 60)}: `
  const lowers = lowersSecurity ? ' (lowers security)' : ''
  const about = `(${detailsOf(remedy)})`
  const first = `${who}${harmless(text, 500)}${lowers}`
  if (config === undefined) return hanging(`${first} ${about}`, width, 2)
  return [
    ...hanging(first, width, 2),
    ...config.split('\n').map(line => `      ${indentOf(line)}${harmless(line, 300)}`),
    ...hanging(about, width, 4),
  ]
}

/** Lines of Python mean nothing without it. */
function indentOf(line: string): string {
  return /^ {0,16}/.exec(line)?.[0] ?? ''
}

function detailsOf({ config, file, apply, evidence }: Remedy): string {
  return [
    ...(file === undefined || config === undefined ? [] : [`in ${harmless(file)}`]),
    ...(apply === undefined ? [] : [`then: ${harmless(apply, 300)}`]),
    evidence === 'documents' ? 'from documents' : harmless(evidence, 100),
  ].join('; ')
}

/** Indented, with further lines two columns deeper. */
function hanging(text: string, width: number, indent: number): string[] {
  return wrap(text, width - indent - 2).map(
    (line, index) => ' '.repeat(index === 0 ? indent : indent + 2) + line,
  )
}
