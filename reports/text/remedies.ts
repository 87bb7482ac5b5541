import type { Found, Remedy } from '../../src/model/finding.js'
import { harmless } from '../sanitise.js'
import { stopped, together, type Paragraph } from './prose.js'

/** Remedies shown; the rest stands in the JSON. */
const shown = 2

/** What to change for good, on the server and between: for the product that the server seems to be, or for every one. */
export function fixes(found: Found, suggested: string | undefined): Paragraph[] {
  const remedies = found.remedies.filter(remedy => remedy.side !== 'client')
  const isTheirs = ({ product }: Remedy): boolean =>
    suggested !== undefined && product.toLowerCase().startsWith(suggested.toLowerCase())
  const theirs = remedies.filter(isTheirs)
  const generic = remedies.filter(isForAny)
  const others = remedies.filter(remedy => !isForAny(remedy) && !isTheirs(remedy))
  const known = [...theirs, ...generic].slice(0, shown)
  const shared = known.length === 0 ? sharedWords(others) : []
  const elsewhere = theirs.length > 0 ? [] : elsewhereWords(found.id, others, suggested)
  return label('fix', [...known.flatMap(remedyLines), ...shared, ...elsewhere])
}

function isForAny({ side, product }: Remedy): boolean {
  return side === 'network' || /^any\b/i.test(product)
}

/** What all products are to do, where all are to do the same. */
function sharedWords(remedies: readonly Remedy[]): Paragraph[] {
  const [first, ...others] = new Set(remedies.map(({ text }) => text))
  if (first === undefined || others.length > 0) return []
  const lowers = remedies.every(({ lowersSecurity }) => lowersSecurity) ? ' (lowers security)' : ''
  return [{ text: stopped(`${harmless(first, 300)}${lowers}`) }]
}

/** A section of a configuration file keeps its lines: on one line it would be no section. */
function remedyLines(remedy: Remedy): Paragraph[] {
  const { config } = remedy
  if (config === undefined || !/^</m.test(config)) return [{ text: remedyWords(remedy) }]
  return [
    { text: `${sentence(remedy, '')}:` },
    ...config.split('\n').map(line => ({ text: indentOf(line) + harmless(line, 120) })),
  ]
}

function indentOf(line: string): string {
  return together(/^ */.exec(line)?.[0] ?? '')
}

/** No product is put before the others where nothing says which one it is: where the lines of each stand. */
function elsewhereWords(id: string, others: readonly Remedy[], suggested: string | undefined): Paragraph[] {
  const names = [...new Set(others.map(({ product }) => harmless(product, 40)))].join(', ')
  if (names === '') return []
  const unlike = suggested === undefined ? '' : `this looks like ${harmless(suggested, 40)}; `
  return [{ text: `${unlike}the lines for ${names}: ${together(`ftps-doctor explain ${harmless(id)}`)}` }]
}

/** What this side can do at once; what lowers security comes last and says so. */
export function clientRemedies(found: Found): readonly Remedy[] {
  const client = found.remedies.filter(remedy => remedy.side === 'client')
  const safe = client.filter(remedy => !remedy.lowersSecurity)
  return [...safe, ...client.filter(remedy => remedy.lowersSecurity)]
}

/** The first paragraph gets the label. */
export function label(name: string, paragraphs: readonly Paragraph[]): Paragraph[] {
  return paragraphs.map((paragraph, index) => (index === 0 ? { ...paragraph, label: name } : paragraph))
}

/** One remedy in a sentence: for whom, what, and the lines to paste. How to apply them stands in the JSON. */
export function remedyWords(remedy: Remedy): string {
  const { config } = remedy
  return sentence(remedy, config === undefined ? '' : `: ${harmless(config.replace(/\n/g, '; '), 300)}`)
}

function sentence({ product, text, config, file, lowersSecurity }: Remedy, lines: string): string {
  const who = /^any\b/i.test(product) ? '' : `${harmless(product, 40)}: `
  const where = file === undefined || config === undefined ? '' : ` (${harmless(file.replace(/ \(.*$/, ''))})`
  const plain = harmless(text, 300)
  const words = config === undefined ? plain : plain.replace(/\.$/, '')
  return `${who}${words}${lines}${where}${lowersSecurity ? ' (lowers security)' : ''}`
}
