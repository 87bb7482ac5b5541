import type { Alert } from '../../../src/model/cell.js'
import type { Failure } from '../../../src/model/step.js'
import { missedCertificate } from './support/missed-certificate.js'
import { hellosMet } from './support/hellos.js'
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

/** A reset behind the handshake of TLS 1.3; that of TLS 1.2 asks for a certificate, and then this. */
const askedAtFirst = (outcome: 'alert' | 'rst' | 'done', alert?: Alert) =>
  seen({
    observations: {
      features: {
        insideTlsBroke: {
          security: 'auth-tls',
          failure: 'connection-reset',
          inTls12: { outcome, asksForCertificate: true, ...(alert && { alert }) },
        },
      },
    },
    cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'login', failure: 'connection-reset' }]],
  })

const opensslSays = '500 OOPS: error:0A0000C7:SSL routines::peer did not return a certificate'

const toldAtUser = (line: string) =>
  seen({
    observations: {
      login: {
        user: 'edi',
        security: 'auth-tls',
        accepted: false,
        replies: [{ command: 'USER', reply: reply(line) }],
      },
    },
    cells: [['auth-tls|auth-ssl/*/*', { status: 'refused', step: 'login', reply: reply(line) }]],
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
    says: 'the alert that is said for nothing else came behind the handshake',
    seen: seen({
      observations: {
        features: {
          insideTlsBroke: {
            security: 'auth-tls',
            failure: 'tls-alert',
            alert: { description: 116, name: 'certificate_required' },
          },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'login', failure: 'tls-alert' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      ways: 40,
      summary: /by the alert certificate_required \(116\)/,
    },
  },
  {
    says: 'and on the port of implicit TLS, where the alert comes instead of a greeting',
    seen: seen({
      observations: {
        features: {
          insideTlsBroke: {
            security: 'auth-tls',
            failure: 'tls-alert',
            alert: { description: 116, name: 'certificate_required' },
          },
        },
      },
      cells: [
        ['implicit/*/*', { status: 'fails', step: 'greeting', failure: 'tls-alert' }],
        ['auth-tls|auth-ssl/*/*', { status: 'fails', step: 'login', failure: 'tls-alert' }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', ways: 60 },
  },
  {
    says: 'asked for in the handshake of TLS 1.2, which then ended by the alert for it',
    seen: askedAtFirst('alert', { description: 40, name: 'handshake_failure' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary: /asks for a certificate and refuses in the handshake itself, by the alert/,
    },
  },
  {
    says: 'asked for, and the end came without a word: it may have been another end',
    seen: askedAtFirst('rst'),
    expect: { is: 'found', certainty: 'likely', summary: /asks for a certificate.*as it seems/ },
  },
  {
    says: 'asked for, and taken without: what ends the first command is something else',
    seen: askedAtFirst('done'),
    expect: { is: 'absent' },
  },
  {
    says: 'a server of TLS 1.2: the hello itself comes to that end',
    seen: hellosMet('tls-alert', [
      'usual',
      'alert',
      0.1,
      { asksForCertificate: true, alert: { description: 40, name: 'handshake_failure' } },
    ]),
    expect: {
      is: 'found',
      certainty: 'certain',
      ways: 20,
      summary: /takes AUTH TLS, asks for a certificate in the TLS handshake/,
    },
  },
  {
    says: 'the same without the request: see handshake-refused',
    seen: hellosMet('tls-alert', [
      'usual',
      'alert',
      0.1,
      { alert: { description: 40, name: 'handshake_failure' } },
    ]),
    expect: { is: 'absent' },
  },
  {
    says: 'asked for, and refused for another reason',
    seen: hellosMet('tls-alert', [
      'usual',
      'alert',
      0.1,
      { asksForCertificate: true, alert: { description: 51, name: 'decrypt_error' } },
    ]),
    expect: { is: 'absent' },
  },
  {
    says: 'vsftpd says what it misses, to the first command, and is gone',
    seen: seen({
      observations: {
        features: {
          insideTlsBroke: { security: 'auth-tls', failure: 'early-end', reply: reply(opensslSays) },
        },
      },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'refused', step: 'login', reply: reply(opensslSays) }]],
    }),
    expect: { is: 'found', certainty: 'likely', quote: opensslSays, ways: 40 },
  },
  {
    says: 'USER is told so, and the connection stands',
    seen: toldAtUser('530 A client certificate is required'),
    expect: { is: 'found', certainty: 'likely', quote: '530 A client certificate is required', ways: 40 },
  },
  {
    says: 'another refusal of USER speaks of encryption',
    seen: toldAtUser('530 TLS required'),
    expect: { is: 'absent' },
  },
  {
    says: "a refusal that speaks of the server's own certificate",
    seen: toldAtUser('530 server certificate required'),
    expect: { is: 'absent' },
  },
  {
    says: 'TLS 1.2 is not offered there: that says nothing of a certificate',
    seen: met('connection-reset', 70, 'protocol_version'),
    expect: { is: 'undetermined' },
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
