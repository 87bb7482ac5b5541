import type { HelloLook, RawHello } from '../../../probes/auth.js'
import { auth, reply, seen } from './support/seen-builder.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'

type Outcomes = { readonly usual: readonly HelloLook['outcome'][]; readonly raw?: readonly RawHello[] }

/** TLS 1.2 alone was answered twice, and the run went on with it. */
const wentOn = ({ usual, raw }: Outcomes) =>
  seen({
    observations: {
      auth: {
        ...auth,
        tls: {
          reply: reply('234 Go'),
          hellos: [
            ...usual.map(outcome => ({
              ...{ shape: 'usual', outcome, seconds: 0.1 },
              ...(outcome === 'alert' ? { alert: { description: 70, name: 'protocol_version' } } : {}),
            })),
            { shape: 'tls12', outcome: 'done', seconds: 0 },
            { shape: 'tls12-no-name', outcome: 'done', seconds: 0 },
          ] as readonly HelloLook[],
          ...(raw === undefined ? {} : { raw }),
          established: true,
        },
      },
    },
  })

const without: RawHello = { offers: 'TLSv1.2', outcome: 'server-hello', seconds: 0.1, version: 'TLSv1.2' }
const withIt = (outcome: RawHello['outcome']): RawHello => ({ offers: 'TLSv1.3', outcome, seconds: 0.1 })

export const cases: readonly Case[] = [
  {
    says: 'of two hellos of one size the one with TLS 1.3 is reset, as the usual one each time',
    seen: wentOn({ usual: ['rst', 'rst', 'rst'], raw: [withIt('rst'), without] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 0,
      summary:
        /takes AUTH TLS and does not bear the offer of TLS 1\.3: 4 hellos with it met a reset, and all 3 without/,
    },
  },
  {
    says: 'silence and alerts alike',
    seen: wentOn({ usual: ['silence', 'alert'], raw: [withIt('silence'), without] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary: /met silence and the alert protocol_version \(70\)/,
    },
  },
  {
    says: 'the one without TLS 1.3 comes to nothing in that size, too: the size decides',
    seen: wentOn({
      usual: ['silence', 'silence'],
      raw: [withIt('silence'), { offers: 'TLSv1.2', outcome: 'silence', seconds: 10 }],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'a hello by hand with TLS 1.3 is answered: something else in ours decides',
    seen: wentOn({
      usual: ['rst', 'rst'],
      raw: [{ ...withIt('server-hello'), version: 'TLSv1.2' }, without],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'the usual hello was answered the third time',
    seen: wentOn({ usual: ['rst', 'rst', 'done'], raw: [withIt('rst'), without] }),
    expect: { is: 'absent' },
  },
  {
    says: 'nothing was said by hand (an older report)',
    seen: wentOn({ usual: ['rst', 'rst'] }),
    expect: { is: 'undetermined', reason: /by hand/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
