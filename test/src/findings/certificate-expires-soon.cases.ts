import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { certificate, intermediate, leaf, root, seen } from './support/seen-builder.js'

/** Our clock says 2026-11-22. */
const soon = '2026-12-01T00:00:00.000Z'
const shows = (...chain: (typeof leaf)[]) =>
  seen({ observations: { certificate: { ...certificate, chain } } })

export const cases: readonly Case[] = [
  {
    says: 'nine days',
    seen: shows({ ...leaf, validTo: soon }, intermediate),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /expires in 8 days, on 2026-12-01 00:00 UTC; our clock says 2026-11-22/,
    },
  },
  {
    says: 'the one between',
    seen: shows(leaf, { ...intermediate, validTo: soon }),
    expect: { is: 'found', summary: /of Example Intermediate expires/ },
  },
  {
    says: 'one that lives six days has always few left',
    seen: shows(
      { ...leaf, validFrom: '2026-11-20T00:00:00.000Z', validTo: '2026-11-26T16:00:00.000Z' },
      intermediate,
    ),
    expect: { is: 'absent' },
  },
  {
    says: 'one that lives six days, and has one left',
    seen: shows(
      { ...leaf, validFrom: '2026-11-17T00:00:00.000Z', validTo: '2026-11-23T16:00:00.000Z' },
      intermediate,
    ),
    expect: { is: 'found', summary: /expires in 1 day,/ },
  },
  {
    says: 'a root that was sent is not checked',
    seen: shows(leaf, intermediate, { ...root, validTo: soon }),
    expect: { is: 'absent' },
  },
  {
    says: 'it has expired: another finding',
    seen: shows({ ...leaf, validTo: '2026-11-21T00:00:00.000Z' }, intermediate),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
