import type { OtherAddress } from '../../../probes/addresses.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { explicitPort, greeting, seen } from './support/seen-builder.js'

const sixth: OtherAddress = {
  address: '2001:db8::7',
  family: 6,
  port: 21,
  connect: 'refused',
  code: 'ECONNREFUSED',
  seconds: 0.01,
}
const others = (
  ...all: readonly OtherAddress[]
): { readonly addresses: { others: readonly OtherAddress[] } } => ({
  addresses: { others: all },
})

export const cases: readonly Case[] = [
  {
    says: 'the port is open over IPv4 and refused over IPv6',
    seen: seen({ observations: others(sixth) }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /\[2001:db8::7\]:21 refuses it, 198\.51\.100\.7:21 answers/,
      ways: 0,
    },
  },
  {
    says: 'a silence may be of our own network',
    seen: seen({ observations: others({ ...sixth, connect: 'silent', code: 'ETIMEDOUT' }) }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /from another network/ },
  },
  {
    says: 'another address of that family answers',
    seen: seen({ observations: others(sixth, { ...sixth, address: '2001:db8::8', connect: 'open' }) }),
    expect: { is: 'absent' },
  },
  {
    says: 'this machine has no IPv6',
    seen: seen({ observations: others({ ...sixth, connect: 'unreachable', code: 'ENETUNREACH' }) }),
    expect: { is: 'undetermined', reason: /no way to IPv6/ },
  },
  {
    says: 'the address that was looked at is closed, too',
    seen: seen({
      observations: {
        greeting: { ...greeting, explicit: { ...explicitPort, connect: 'refused', service: 'none' } },
        ...others(sixth),
      },
    }),
    expect: { is: 'undetermined', reason: /either/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
