import { byHand, inVain } from './support/by-hand.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'

export const cases: readonly Case[] = [
  {
    says: 'the SSLv2 hello is answered twice, and nothing else ever',
    seen: byHand('silence', [
      ...inVain('silence'),
      ['SSLv2', 'server-hello', 'SSLv2'],
      ['TLSv1.2', 'silence'],
      ['SSLv2', 'server-hello', 'SSLv2'],
    ]),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 20,
      summary:
        /no version above SSLv2: of 9 hellos that offer more each meets silence; one of SSLv2 is answered/,
    },
  },
  {
    says: 'it was answered once',
    seen: byHand('silence', [
      ...inVain('silence'),
      ['SSLv2', 'server-hello', 'SSLv2'],
      ['TLSv1.2', 'silence'],
      ['SSLv2', 'silence'],
    ]),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'without --audit it was not said',
    seen: byHand('silence', inVain('silence')),
    expect: { is: 'undetermined', reason: /only with --audit/ },
  },
  {
    says: 'with --audit it was said, in vain as well',
    seen: byHand('silence', [...inVain('silence'), ['SSLv2', 'silence']]),
    expect: { is: 'absent' },
  },
  {
    says: 'who answers by an alert knows more than SSLv2',
    seen: byHand('alert', inVain('alert')),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
