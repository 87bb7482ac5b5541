import type { ListingForm } from '../../../src/protocol/listing-form.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { seen } from './support/seen-builder.js'

const listed = (listing?: ListingForm): Seen =>
  seen({ observations: { work: { command: 'LIST', tries: [], bytes: 300, ...(listing && { listing }) } } })

export const cases: readonly Case[] = [
  {
    says: 'a name of VMS with an escaped dot',
    seen: listed({ system: 'vms', escapedNames: 1, isWhole: true }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'info',
      summary: /: 1 name with a circumflex/,
    },
  },
  {
    says: 'one is enough, also where the listing goes on',
    seen: listed({ system: 'vms', escapedNames: 3, isWhole: false }),
    expect: { is: 'found', summary: /3 names/ },
  },
  {
    says: 'the healthy twin: VMS, and no name needs it',
    seen: listed({ system: 'vms', escapedNames: 0, isWhole: true }),
    expect: { is: 'absent' },
  },
  {
    says: 'of a listing that goes on, nobody knows the rest',
    seen: listed({ system: 'vms', escapedNames: 0, isWhole: false }),
    expect: { is: 'undetermined', reason: /beginning/ },
  },
  {
    says: 'another system has no such names',
    seen: listed({ system: 'unix', escapedNames: 0, isWhole: false }),
    expect: { is: 'absent' },
  },
  {
    says: 'a report that was saved before anybody looked at names',
    seen: listed(),
    expect: { is: 'undetermined', reason: /no names/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
