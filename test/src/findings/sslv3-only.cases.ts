import { byHand, inVain } from './support/by-hand.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'

export const cases: readonly Case[] = [
  {
    says: 'whatever is on offer, the server chooses SSLv3',
    seen: byHand('error', [
      ['TLSv1.2', 'server-hello', 'SSLv3'],
      ['TLSv1.1', 'server-hello', 'SSLv3'],
      ['TLSv1', 'server-hello', 'SSLv3'],
      ['SSLv3', 'server-hello', 'SSLv3'],
    ]),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 20,
      summary: /no version above SSLv3: with TLS 1\.2, TLS 1\.1 and TLS 1\.0 on offer it chooses/,
    },
  },
  {
    says: 'hellos of TLS meet a reset each time, SSLv3 is answered twice',
    seen: byHand('rst', [
      ['TLSv1.2', 'rst'],
      ['TLSv1.1', 'rst'],
      ['TLSv1', 'rst'],
      ['SSLv3', 'server-hello', 'SSLv3'],
      ['TLSv1.2', 'rst'],
      ['SSLv3', 'server-hello', 'SSLv3'],
    ]),
    expect: { is: 'found', certainty: 'certain', summary: /of 8 hellos that offer more each meets a reset/ },
  },
  {
    says: 'TLS 1.0 is answered as well',
    seen: byHand('alert', [
      ['TLSv1.2', 'alert'],
      ['TLSv1', 'server-hello', 'TLSv1'],
      ['SSLv3', 'server-hello', 'SSLv3'],
    ]),
    expect: { is: 'absent' },
  },
  { says: 'no hello is answered', seen: byHand('fin', inVain('fin')), expect: { is: 'absent' } },
  {
    says: 'nobody said one by hand',
    seen: byHand('silence', undefined),
    expect: { is: 'undetermined' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
