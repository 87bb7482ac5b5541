import type { HelloLook } from '../../../../probes/auth.js'
import type { Failure } from '../../../../src/model/step.js'
import type { Seen } from '../../../../src/model/seen.js'
import { auth, reply, seen } from './seen-builder.js'

type Met = readonly [
  shape: HelloLook['shape'],
  outcome: HelloLook['outcome'],
  seconds: number,
  more?: Partial<HelloLook>,
]

/** AUTH TLS is taken, and its hellos meet this; AUTH SSL and the implicit port are as on a healthy server. */
export function hellosMet(failure: Failure, ...met: readonly Met[]): Seen {
  const hellos = met.map(([shape, outcome, seconds, more]) => ({ shape, outcome, seconds, ...more }))
  const tls = { reply: reply('234 Go'), hellos, established: false }
  return seen({
    observations: { auth: { ...auth, tls } },
    cells: [['auth-tls/*/*', { status: 'fails', step: 'handshake', failure }]],
  })
}
