import type { HelloLook } from '../../../probes/auth.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { hellosMet } from './support/hellos.js'
import { auth, reply, seen } from './support/seen-builder.js'

const refused = (description: number, name: string, more: Partial<HelloLook> = {}) => {
  const alert = { alert: { description, name }, ...more }
  return hellosMet(
    'tls-alert',
    ['usual', 'alert', 0.02, alert],
    ['usual', 'alert', 0.02, alert],
    ['tls12', 'alert', 0.02, alert],
    ['tls12-no-name', 'alert', 0.02, alert],
  )
}

const usualRefused = ['usual', 'alert', 0, { alert: { description: 40, name: 'handshake_failure' } }] as const

export const cases: readonly Case[] = [
  {
    says: 'an alert to hellos of every shape: certificate or cipher, and the alert does not tell which',
    seen: refused(40, 'handshake_failure'),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 20,
      summary:
        /takes AUTH TLS and refuses the TLS hello, whatever its shape, by the alert handshake_failure \(40\): 4 hellos of 3 kinds.*no cipher suite is in common/,
    },
  },
  {
    says: "the server's own words behind the alert",
    seen: refused(40, 'handshake_failure', { clearText: '421 TLS handshake failed' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      quote: '421 TLS handshake failed',
      summary: /Behind the alert it says "421 TLS handshake failed"/,
    },
  },
  {
    says: 'the words of a single hello prove less',
    seen: hellosMet('tls-alert', [
      'usual',
      'alert',
      0,
      { clearText: '421 No', alert: usualRefused[3].alert },
    ]),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'another version is wanted',
    seen: refused(70, 'protocol_version'),
    expect: { is: 'found', certainty: 'likely', summary: /takes neither TLS 1\.3 nor TLS 1\.2/ },
  },
  {
    says: 'an alert that nothing is known of is named',
    seen: refused(99, 'alert 99'),
    expect: { is: 'found', certainty: 'likely', summary: /by the alert alert 99 \(99\).*on offer\.$/ },
  },
  {
    says: 'a reset that overtakes the alert now and then',
    seen: hellosMet(
      'tls-alert',
      usualRefused,
      usualRefused,
      ['tls12', 'rst', 0],
      ['tls12-no-name', 'rst', 0],
    ),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'an old version is the answer to hellos of TLS 1.2, and we do not take it',
    seen: hellosMet(
      'tls-alert',
      ['usual', 'alert', 0, { alert: { description: 70, name: 'protocol_version' } }],
      ['tls12', 'error', 0],
      ['tls12-no-name', 'error', 0],
    ),
    expect: { is: 'found', certainty: 'likely', summary: /answered with what no client of today takes/ },
  },
  {
    says: 'only we refuse: no alert of the server',
    seen: hellosMet('tls-alert', ['usual', 'error', 0], ['tls12', 'error', 0]),
    expect: { is: 'absent' },
  },
  {
    says: 'a hello of TLS 1.2 alone is answered',
    seen: hellosMet(
      'tls-alert',
      usualRefused,
      usualRefused,
      ['tls12', 'done', 0],
      ['tls12-no-name', 'done', 0],
    ),
    expect: { is: 'found', certainty: 'likely', summary: /each TLS hello that offers TLS 1\.3/ },
  },
  {
    says: 'a hello without a name is answered',
    seen: hellosMet(
      'tls-alert',
      usualRefused,
      ['tls12', 'alert', 0, { alert: { description: 112, name: 'unrecognized_name' } }],
      ['tls12-no-name', 'done', 0],
    ),
    expect: {
      is: 'found',
      certainty: 'likely',
      summary: /each TLS hello that names the server.*It serves no such name/,
    },
  },
  {
    says: 'the same hello was answered the next time',
    seen: hellosMet('tls-alert', usualRefused, ['usual', 'done', 0], ['tls12', 'done', 0]),
    expect: { is: 'absent' },
  },
  {
    says: 'no alert: somebody between hangs up',
    seen: hellosMet(
      'connection-reset',
      ['usual', 'rst', 0],
      ['tls12', 'rst', 0],
      ['tls12-no-name', 'rst', 0],
    ),
    expect: { is: 'absent' },
  },
  {
    says: 'silence beside the alert is no refusal',
    seen: hellosMet('tls-alert', usualRefused, ['tls12', 'silence', 10]),
    expect: { is: 'absent' },
  },
  {
    says: 'a certificate was asked for before the alert',
    seen: hellosMet('tls-alert', ['usual', 'alert', 0, { ...usualRefused[3], asksForCertificate: true }]),
    expect: { is: 'absent' },
  },
  {
    says: 'AUTH was refused: no hello was said',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          tls: { reply: reply('504 Unknown'), hellos: [], established: false },
          ssl: { reply: reply('504 Unknown'), hellos: [], established: false },
          implicit: { hellos: [], established: false },
        },
      },
    }),
    expect: { is: 'undetermined', reason: /never came as far as a TLS hello/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
