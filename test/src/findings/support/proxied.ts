import type { PortLook } from '../../../../probes/greeting.js'
import type { SetUp } from '../../../../probes/matrix.js'
import type { Seen } from '../../../../src/model/seen.js'
import { explicitPort, noImplicitPort, seen, type CellChange, type Facts } from './seen-builder.js'

export type Answer = NonNullable<PortLook['proxy']>

export const proxy = 'http://proxy.example:3128'

/** As behind a proxy that looked the name up. */
export const byProxy: Facts['target'] = { proxy, address: null, resolution: { status: 'by-proxy' } }

/** A way whose control connection did not come about. */
export const notThrough = { status: 'fails', step: 'connect', failure: 'not-through-proxy' } as const

/** Neither port came through the proxy. */
export function stopped(answer: Answer): Seen {
  const look = { connect: 'not-through-proxy', service: 'none', proxy: answer } as const
  return seen({
    target: { ...byProxy, asked: ['auth-tls'] },
    observations: {
      greeting: { explicit: { ...explicitPort, ...look }, implicit: { ...noImplicitPort, ...look } },
      auth: null,
      matrix: null,
    },
    cells: [['*/*/*', notThrough]],
  })
}

/** The control connection came through. */
export function passing(facts: Facts = {}): Seen {
  return seen({ ...facts, target: { ...byProxy, ...facts.target } })
}

/** So did that, and the passive ports did not. */
export function withoutData(
  answer: Answer,
  change: Partial<SetUp> = {},
  cells: readonly CellChange[] = [],
): Seen {
  const inside = 'auth-tls|auth-ssl'
  // As where the command was sent all the same.
  const failed = { status: 'fails', step: 'command', failure: 'not-through-proxy' } as const
  return passing({
    cells: [
      [`${inside}/P/PASV|EPSV`, failed],
      ['auth-ssl/default/PASV|EPSV', { status: 'untested', reason: 'not-selected' }],
      ['*/*/PORT|EPRT', { status: 'untested', reason: 'through-proxy' }],
      ...cells,
    ],
    setUps: [
      ['*/*/PORT|EPRT', null],
      ['*/default|C/*', null],
      [`${inside}/P/PASV|EPSV`, { connect: 'not-through-proxy', proxy: answer, ...change }],
    ],
  })
}
