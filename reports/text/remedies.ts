import type { Found, Remedy } from '../../src/model/finding.js'
import { harmless } from '../sanitise.js'
import type { Paragraph } from './prose.js'

/** Remedies shown; the rest stands in the JSON. */
const shown = 3

/** What to change for good, on the server and between: the product that the greeting suggests before all others. */
export function fixes(found: Found, product: string | undefined): Paragraph[] {
  const remedies = found.remedies.filter(remedy => remedy.side !== 'client')
  const isGeneric = (remedy: Remedy): boolean => remedy.side === 'network' || /^any\b/i.test(remedy.product)
  const isTheirs = (remedy: Remedy): boolean =>
    product !== undefined && remedy.product.toLowerCase().startsWith(product.toLowerCase())
  const known = remedies.some(isTheirs)
  const others = known ? [] : remedies.filter(remedy => !isGeneric(remedy))
  const chosen = [...remedies.filter(isTheirs), ...remedies.filter(isGeneric), ...others]
  const left = chosen.length - shown
  return label('fix', [
    ...chosen.slice(0, shown).map(remedy => ({ text: remedyWords(remedy) })),
    ...(left > 0 ? [{ text: `(${left} more for other products: --output report.json)` }] : []),
  ])
}

/** What this side can do at once; what lowers security comes last and says so. */
export function clientRemedies(found: Found): string[] {
  const client = found.remedies.filter(remedy => remedy.side === 'client')
  const safe = client.filter(remedy => !remedy.lowersSecurity)
  return [...safe, ...client.filter(remedy => remedy.lowersSecurity)].slice(0, 2).map(remedyWords)
}

/** The first paragraph gets the label. */
export function label(name: string, paragraphs: readonly Paragraph[]): Paragraph[] {
  return paragraphs.map((paragraph, index) => (index === 0 ? { ...paragraph, label: name } : paragraph))
}

function remedyWords({ product, text, config, file, apply, lowersSecurity }: Remedy): string {
  const who = /^any\b/i.test(product) ? '' : `${harmless(product)}: `
  const lines = config === undefined ? '' : `: ${harmless(config.replace(/\n/g, '; '), 300)}`
  const where = file === undefined ? '' : ` in ${harmless(file)}`
  const then = apply === undefined ? '' : `, then ${harmless(apply)}`
  return `${who}${harmless(text, 300)}${lines}${where}${then}${lowersSecurity ? ' (lowers security)' : ''}`
}
