import type { HelloLook, RawHello } from '../../../../probes/auth.js'
import type { Seen } from '../../../../src/model/seen.js'
import { auth, reply, seen } from './seen-builder.js'

/** An offer, what it met, and the version that was chosen. */
export type Met = readonly [RawHello['offers'], RawHello['outcome'], RawHello['version']?]

const fourHellos = ['usual', 'usual', 'tls12', 'tls12-no-name'] as const

/** AUTH TLS alone is taken; four hellos of our own TLS meet this, and those by hand what is said. */
export function byHand(outcome: HelloLook['outcome'], raw: readonly Met[] | undefined): Seen {
  const hellos = fourHellos.map(shape => ({ shape, outcome, seconds: 0.1 }))
  const said = raw?.map(([offers, met, version]): RawHello => {
    const chosen = version === undefined ? {} : { version, suite: 'AES128-SHA' }
    const alert = met === 'alert' ? { alert: { description: 70, name: 'protocol_version' } } : {}
    return { offers, outcome: met, seconds: 0.1, ...chosen, ...alert }
  })
  const tls = {
    ...{ reply: reply('234 Go'), hellos, established: false },
    ...(said === undefined ? {} : { raw: said }),
  }
  const ssl = { reply: reply('504 Unknown'), hellos: [], established: false }
  return seen({
    observations: { auth: { ...auth, tls, ssl } },
    cells: [['auth-tls/*/*', { status: 'fails', step: 'handshake', failure: 'tls-alert' }]],
  })
}

const older = ['TLSv1.1', 'TLSv1', 'SSLv3'] as const

/** All in vain, once. */
export function inVain(outcome: RawHello['outcome']): readonly Met[] {
  return (['TLSv1.2', ...older] as const).map(offers => [offers, outcome] as const)
}
