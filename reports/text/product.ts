import { productNamed } from '../../src/model/products.js'
import type { Report } from '../../src/model/report.js'
import { seenOf } from '../../src/model/seen-of.js'
import type {} from '../../probes/greeting.js'

/** The product that the greeting suggests, or, where that names none, whose habits it has. Greetings can lie: this only orders remedies. */
export function suggestedProduct(report: Report): string | undefined {
  const greeting = seenOf(report).of('greeting')
  if (greeting.status !== 'observed') return undefined
  const { explicit, implicit } = greeting.value
  const lines = [explicit, implicit].flatMap(({ greeting: reply }) => reply?.lines ?? [])
  const [nearest] = report.nearest
  return productNamed(lines.join(' ')) ?? productNamed(nearest?.server ?? '')
}
