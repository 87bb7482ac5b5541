import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import type { PortLook } from '../../../probes/greeting.js'
import { seen, explicitPort, noImplicitPort, type CellChange } from './support/seen-builder.js'

const greetsInClear: PortLook = {
  ...noImplicitPort,
  connect: 'open',
  asked: true,
  service: 'ftp',
  firstBytes: 'MjIwIFdlbGNvbWUNCg==',
}
const noTls: CellChange = [
  'implicit/*/*',
  { status: 'refused', step: 'handshake', reason: 'greets-in-clear' },
]

export const cases: readonly Case[] = [
  {
    says: 'implicit TLS was asked for, and the port greets in clear',
    seen: seen({
      target: { asked: ['implicit'] },
      observations: {
        greeting: {
          explicit: explicitPort,
          implicit: greetsInClear,
        },
      },
      cells: [noTls],
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', quote: '220 Welcome', ways: 20 },
  },
  {
    says: 'nobody asked for implicit TLS',
    seen: seen({
      observations: {
        greeting: {
          explicit: explicitPort,
          implicit: greetsInClear,
        },
      },
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'nobody asked for implicit TLS, and no other port takes connections',
    seen: seen({
      observations: {
        greeting: {
          explicit: { ...explicitPort, connect: 'refused', service: 'none' },
          implicit: greetsInClear,
        },
      },
      cells: [noTls],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 20, summary: /the only port that takes connections/ },
  },
  {
    says: '990 is silent',
    seen: seen({
      observations: {
        greeting: {
          explicit: explicitPort,
          implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
        },
      },
    }),
    expect: { is: 'undetermined', reason: /not reached/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
