import type { Recorded } from '../../../../src/run/join.js'
import type { Recording } from '../../../../src/model/report.js'
import type { Target } from '../../../../src/model/target.js'
import { recordingOf, target } from '../../findings/support/seen-builder.js'

/** From which address, and what is dialled there. */
export interface Where {
  readonly own?: string
  readonly target?: Partial<Target>
  readonly started?: string
}

/** A recording as it would have been made there. */
export function at(place: string, where: Where = {}, recording: Recording = recordingOf()): Recorded {
  const asked = { ...target, ...recording.target, ...where.target }
  const { own } = where
  const connection = {
    id: 1,
    role: 'control' as const,
    local: `${own ?? ''}:40001`,
    remote: `${asked.address ?? ''}:21`,
    bytesIn: 20,
    bytesOut: 0,
    events: [{ n: 1, t: 0.01, kind: 'connect' as const }],
  }
  return {
    place,
    recording: {
      ...recording,
      target: asked,
      started: where.started ?? recording.started,
      transcript: { connections: own === undefined ? [] : [connection] },
    },
  }
}

/** A client far away, another one, a neighbour of the server, and the server's own machine. */
export const outside: Where = { own: '192.0.2.44' }
export const hotspot: Where = { own: '203.0.113.99' }
export const inside: Where = { own: '10.0.0.9', target: { address: '10.0.0.5', addresses: ['10.0.0.5'] } }
export const server: Where = { own: '127.0.0.1', target: { address: '127.0.0.1', addresses: ['127.0.0.1'] } }
