import { byHand, inVain } from './support/by-hand.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'

export const cases: readonly Case[] = [
  {
    says: 'with TLS 1.2 on offer the server itself chooses TLS 1.0',
    seen: byHand('error', [
      ['TLSv1.2', 'server-hello', 'TLSv1'],
      ['TLSv1.1', 'server-hello', 'TLSv1'],
      ['TLSv1', 'server-hello', 'TLSv1'],
      ['SSLv3', 'alert'],
    ]),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 20,
      summary:
        /Behind AUTH TLS the server has no version above TLS 1\.0: with TLS 1\.2 and TLS 1\.1 on offer it chooses that version and AES128-SHA\./,
    },
  },
  {
    says: 'TLS 1.2 is refused twice, and TLS 1.1 answered twice',
    seen: byHand('alert', [
      ['TLSv1.2', 'alert'],
      ['TLSv1.1', 'server-hello', 'TLSv1.1'],
      ['TLSv1', 'server-hello', 'TLSv1'],
      ['SSLv3', 'alert'],
      ['TLSv1.2', 'alert'],
      ['TLSv1.1', 'server-hello', 'TLSv1.1'],
    ]),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary: /no version above TLS 1\.1: of 6 hellos that offer more/,
    },
  },
  {
    says: 'an old hello was answered once: it may be chance',
    seen: byHand('silence', [
      ['TLSv1.2', 'silence'],
      ['TLSv1.1', 'silence'],
      ['TLSv1', 'server-hello', 'TLSv1'],
      ['SSLv3', 'silence'],
      ['TLSv1.2', 'silence'],
      ['TLSv1', 'silence'],
    ]),
    expect: { is: 'found', certainty: 'likely', wouldProve: /same check again/ },
  },
  {
    says: 'a hello of TLS 1.2 by hand is answered: it is not the version',
    seen: byHand('alert', [
      ['TLSv1.2', 'server-hello', 'TLSv1.2'],
      ['TLSv1', 'server-hello', 'TLSv1'],
    ]),
    expect: { is: 'absent' },
  },
  {
    says: 'only SSLv3 is answered: that is another finding',
    seen: byHand('error', [
      ['TLSv1.2', 'server-hello', 'SSLv3'],
      ['SSLv3', 'server-hello', 'SSLv3'],
    ]),
    expect: { is: 'undetermined' },
  },
  {
    says: 'no hello is answered at all',
    seen: byHand('silence', inVain('silence')),
    expect: { is: 'absent' },
  },
  {
    says: 'nobody said one by hand (an older report)',
    seen: byHand('alert', undefined),
    expect: { is: 'undetermined', reason: /no hello of an older version/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
