import type { Failure } from '../../../src/model/step.js'
import { missedCertificate } from './support/missed-certificate.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen } from './support/seen-builder.js'

const met = (failure: Failure, description: number, name: string) =>
  seen({
    observations: {
      features: {
        insideTlsBroke: {
          security: 'auth-tls',
          failure,
          inTls12: { outcome: 'alert', alert: { description, name } },
        },
      },
      login: { status: 'broken', step: 'login', failure, command: 'USER', evidence: [] },
    },
    cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'login', failure }]],
  })

export const cases: readonly Case[] = [
  {
    says: 'a reset behind the handshake of TLS 1.3, handshake_failure in TLS 1.2',
    seen: met('connection-reset', 40, 'handshake_failure'),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 40,
      summary: /by the alert handshake_failure \(40\)\. It misses a certificate of the client/,
    },
  },
  {
    says: 'in TLS 1.2, too, the RST overtakes the alert',
    seen: seen({
      observations: {
        features: {
          insideTlsBroke: {
            security: 'auth-tls',
            failure: 'connection-reset',
            inTls12: { outcome: 'rst' },
          },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'login', failure: 'connection-reset' }]],
    }),
    expect: { is: 'found', certainty: 'likely', ways: 40, summary: /by a reset without a word/ },
  },
  {
    says: 'the alert itself came behind the handshake',
    seen: met('tls-alert', 116, 'certificate_required'),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'TLS 1.2 is not offered there: that says nothing of a certificate',
    seen: met('connection-reset', 70, 'protocol_version'),
    expect: { is: 'absent' },
  },
  {
    says: 'USER gets a 421 on the way out: no name was asked for',
    seen: seen({
      observations: missedCertificate,
      cells: [
        [
          'auth-tls|auth-ssl/*/*',
          { status: 'refused', step: 'login', reply: reply('421 TLS handshake failed') },
        ],
      ],
    }),
    expect: { is: 'found', ways: 40 },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
