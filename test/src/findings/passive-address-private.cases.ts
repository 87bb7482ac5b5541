import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { dialledAsNamed } from './support/dialled-as-named.js'
import { reply, seen } from './support/seen-builder.js'

export const cases: readonly Case[] = [
  {
    says: 'a 227 names 10.0.0.5, and the port works at the control peer',
    seen: seen({
      setUps: [
        ['*/*/PASV', { named: '10.0.0.5', reply: reply('227 Entering Passive Mode (10,0,0,5,195,80).') }],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      quote: '227 Entering Passive Mode (10,0,0,5,195,80).',
      summary: /PASV names 10.0.0.5, a private address.*same port at 198.51.100.7 works/,
    },
  },
  {
    says: '--dial-advertised: 10.0.0.5 is dialled in vain, and one more look finds the port at the control peer',
    seen: dialledAsNamed('10.0.0.5', 1),
    expect: { is: 'found', certainty: 'certain', summary: /does not answer.*works at 198.51.100.7/ },
  },
  {
    says: '--dial-advertised: it answers at neither',
    seen: dialledAsNamed('10.0.0.5', 0),
    expect: { is: 'undetermined', reason: /10.0.0.5, which does not answer/ },
  },
  {
    says: 'the port answers nowhere',
    seen: seen({ setUps: [['*/*/PASV', { named: '10.0.0.5', connect: 'silent' }]] }),
    expect: { is: 'undetermined', reason: /10.0.0.5/ },
  },
  {
    says: 'a public address is another finding',
    seen: seen({ setUps: [['*/*/PASV', { named: '203.0.113.9' }]] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
