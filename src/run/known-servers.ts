import { isDeepStrictEqual } from 'node:util'
import type { Known } from '../diagnosis/nearest.js'
import type { Behaviours } from './expectations.js'
import { baseServer } from './regress/expectation.js'

/** What a server is compared with: bundled servers with a fault by their fault, products that are in order by their habits. */
export function knownServers(all: Behaviours): readonly Known[] {
  const plain = all.get(baseServer)
  return [...all.values()].flatMap((one): readonly Known[] => {
    if (isProduct(one.server)) return [one.verdict === 'healthy' ? { ...one, byHabits: true } : one]
    // A server that only shows that something does no harm says nothing of who behaves like it: the plain one stands for it.
    return one === plain || !isDeepStrictEqual(one.findings, plain?.findings) ? [one] : []
  })
}

function isProduct(id: string): boolean {
  return id.startsWith('product/')
}
