import type { Failure } from '../../../src/model/step.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, reply, seen, type CellChange } from './support/seen-builder.js'

const noTls = { reply: reply('504 Unknown'), hellos: [], established: false } as const
const broke = (failure: Failure) => ({ insideTlsBroke: { security: 'auth-tls', failure } }) as const
const loginBroke = (failure: Failure) =>
  ({ status: 'broken', step: 'login', failure, command: 'USER', evidence: [] }) as const
const dead = (pattern: string, failure: Failure): CellChange => [
  pattern,
  { status: 'fails', step: 'login', failure, evidence: [{ connection: 7, from: 1, to: 9 }] },
]
const nobodyAsked: CellChange = ['*/*/*', { status: 'untested', reason: 'needs-credentials' }]

export const cases: readonly Case[] = [
  {
    says: 'FEAT and USER inside TLS meet silence, clear commands are answered',
    seen: seen({
      observations: { features: broke('timeout'), login: loginBroke('timeout') },
      cells: [
        dead('auth-tls|auth-ssl/*/*', 'timeout'),
        ['implicit/*/*', { status: 'refused', step: 'connect' }],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      ways: 40,
      summary:
        /FEAT or USER, gets no reply in the 30 s at most that we wait, on 2 connections\. In clear the same/,
    },
  },
  {
    says: 'they meet a reset, and the implicit port that nobody inspects works',
    seen: seen({
      observations: { features: broke('connection-reset'), login: loginBroke('connection-reset') },
      cells: [dead('auth-tls|auth-ssl/*/*', 'connection-reset')],
    }),
    expect: { is: 'found', certainty: 'likely', severity: 'error', ways: 40, summary: /meets a reset/ },
  },
  {
    says: 'one end in silence and one in FIN',
    seen: seen({
      observations: { features: broke('timeout'), login: loginBroke('early-end') },
      cells: [dead('auth-tls|auth-ssl/*/*', 'early-end')],
    }),
    expect: { is: 'found', summary: /gets no reply in .* and meets the end of the connection/ },
  },
  {
    says: 'nobody logs in: FEAT alone may hang by itself',
    seen: seen({
      observations: { features: broke('connection-reset'), login: null, work: null, matrix: null },
      cells: [nobodyAsked],
    }),
    expect: { is: 'undetermined', reason: /FEAT alone/ },
  },
  {
    says: 'the server ends TLS by an alert: it wants a certificate, perhaps',
    seen: seen({
      observations: { features: broke('tls-alert'), login: loginBroke('tls-alert') },
      cells: [dead('auth-tls|auth-ssl/*/*', 'tls-alert')],
    }),
    expect: { is: 'undetermined', reason: /by an alert/ },
  },
  {
    says: 'with TLS 1.2 the handshake itself ends by an alert: the same, and the RST came first',
    seen: seen({
      observations: {
        features: {
          insideTlsBroke: {
            ...broke('connection-reset').insideTlsBroke,
            inTls12: { outcome: 'alert', alert: { description: 40, name: 'handshake_failure' } },
          },
        },
        login: loginBroke('connection-reset'),
      },
      cells: [dead('auth-tls|auth-ssl/*/*', 'connection-reset')],
    }),
    expect: { is: 'undetermined', reason: /client certificate/ },
  },
  {
    says: 'with TLS 1.2 the handshake is done as well: no certificate is missed',
    seen: seen({
      observations: {
        features: {
          insideTlsBroke: { ...broke('connection-reset').insideTlsBroke, inTls12: { outcome: 'done' } },
        },
        login: loginBroke('connection-reset'),
      },
      cells: [dead('auth-tls|auth-ssl/*/*', 'connection-reset')],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'USER is answered, and PASS is not',
    seen: seen({
      observations: { features: broke('timeout'), login: { ...loginBroke('timeout'), command: 'PASS' } },
      cells: [dead('auth-tls|auth-ssl/*/*', 'timeout')],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'USER is as dead in clear',
    seen: seen({
      observations: {
        features: broke('timeout'),
        login: loginBroke('timeout'),
        'clear-login': loginBroke('timeout'),
      },
      cells: [dead('auth-tls|auth-ssl/*/*', 'timeout')],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'a first login went through, later ones are reset: a ban, perhaps',
    seen: seen({
      observations: { features: broke('early-end') },
      cells: [dead('auth-tls|auth-ssl/*/*', 'connection-reset')],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'the implicit port answers FEAT, the other one does not',
    seen: seen({
      observations: {
        features: {
          ...broke('timeout'),
          insideTls: { security: 'implicit', reply: reply('211 End'), names: [] },
        },
        login: loginBroke('timeout'),
      },
      cells: [dead('auth-tls|auth-ssl/*/*', 'timeout')],
    }),
    expect: { is: 'found', severity: 'error', ways: 40 },
  },
  {
    says: 'FEAT alone hangs: a login goes through',
    seen: seen({ observations: { features: broke('timeout') } }),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT is answered, USER is not: the command hangs, not the encryption',
    seen: seen({
      observations: { login: loginBroke('timeout') },
      cells: [dead('auth-tls|auth-ssl/*/*', 'timeout')],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT ended the connection, USER is refused',
    seen: seen({
      observations: { features: broke('early-end') },
      cells: [['auth-tls|auth-ssl/*/*', { status: 'refused', step: 'login', reply: reply('530 Not now') }]],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'FEAT hangs in clear, so that nobody asked for it inside TLS',
    seen: seen({
      observations: { features: { unanswered: ['inClear'] }, login: loginBroke('timeout') },
      cells: [dead('auth-tls|auth-ssl/*/*', 'timeout')],
    }),
    expect: { is: 'undetermined', reason: /can be spared/ },
  },
  {
    says: 'there is no TLS behind AUTH',
    seen: seen({ observations: { auth: { ...auth, tls: noTls, ssl: noTls } } }),
    expect: { is: 'undetermined', reason: /no TLS came about/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
