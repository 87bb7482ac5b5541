import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { nothingSeen, seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'on no way',
    seen: seen({ setUps: [['*/*/*', { preliminary: false }]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 12,
      summary: /neither 150 nor 125 before it \(12 ways\)/,
    },
  },
  {
    says: 'in active mode only',
    seen: seen({
      setUps: [
        ['*/*/*', { preliminary: true }],
        ['*/*/PORT|EPRT', { preliminary: false }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 6, summary: /PORT and EPRT; other ways have it/ },
  },
  {
    says: 'sometimes',
    seen: seen({
      setUps: [
        ['*/*/*', { preliminary: true }],
        ['auth-tls/P/EPSV', { preliminary: false }],
      ],
    }),
    expect: { is: 'found', certainty: 'likely', ways: 1 },
  },
  {
    says: 'it came on another look at the same way',
    seen: seen({ setUps: [['*/*/*', { preliminary: true }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'an older report does not say',
    seen: seen(),
    expect: { is: 'undetermined' },
  },
  {
    says: 'a transfer that failed says nothing',
    seen: seen({
      cells: [['*/*/*', { status: 'fails', step: 'command', failure: 'timeout' }]],
      setUps: [['*/*/*', { preliminary: false }]],
    }),
    expect: { is: 'undetermined' },
  },
  { ...absentWhenHealthy, seen: seen({ setUps: [['*/*/*', { preliminary: true }]] }) },
  { ...undeterminedWhenUnseen, seen: nothingSeen() },
]
