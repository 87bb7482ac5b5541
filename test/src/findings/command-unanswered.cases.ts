import type { SeenCell } from '../../../src/model/cell.js'
import type { Step } from '../../../src/model/step.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { nobodyCame } from './support/dead-ports.js'
import { auth, reply, seen, type CellChange } from './support/seen-builder.js'

/** Without a reply by the deadline, on the control connection of this number. */
const silent = (pattern: string, step: Step, connection = 1): CellChange => [
  pattern,
  { status: 'fails', step, failure: 'timeout', evidence: [{ connection, from: 1, to: 4 }] },
]
const untested: CellChange = [
  '*/*/*',
  { status: 'untested', reason: 'login-refused' } satisfies Partial<SeenCell>,
]
const broken = (command?: string) =>
  ({
    status: 'broken',
    step: 'login',
    failure: 'timeout',
    ...(command === undefined ? {} : { command }),
    evidence: [],
  }) as const

export const cases: readonly Case[] = [
  {
    says: 'PASV on several connections, behind a login that was answered',
    seen: seen({
      cells: [silent('auth-tls|auth-ssl/P/PASV', 'mode', 7), silent('auth-ssl/default/PASV', 'mode', 8)],
      setUps: [['auth-tls|auth-ssl/P/PASV', null]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 3,
      summary:
        /^PASV \(setting up the data connection\) gets no reply in the 30 s at most that we wait, on 2 connections, .* answers .*PASS.*EPSV/,
    },
  },
  {
    says: 'the same command was answered where the same was asked for: an accident, perhaps',
    seen: seen({ cells: [silent('auth-tls/P/PASV', 'command', 7)] }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'LIST in passive mode, and in active mode nobody comes: NOOP is answered',
    seen: seen({
      cells: [
        silent('*/P|default/PASV|EPSV', 'command', 7),
        silent('*/P|default/PORT|EPRT', 'data-connect', 8),
      ],
      setUps: [
        ['*/*/PASV|EPSV', { preliminary: false, noop: 'answered' }],
        ['*/*/PORT|EPRT', { preliminary: false, connect: 'nobody-came', noop: 'answered' }],
      ],
    }),
    expect: {
      is: 'found',
      severity: 'error',
      summary: /^LIST \(the transfer command\).*NOOP behind it is answered/,
      cleared: ['network'],
    },
  },
  {
    says: 'LIST in passive mode alone, on connections that stand for us: something may stand in for the server',
    seen: seen({
      cells: [silent('auth-tls/P/PASV', 'command', 7), silent('auth-tls/P/EPSV', 'command', 8)],
      setUps: [['auth-tls/P/PASV|EPSV', { preliminary: false, noop: 'answered' }]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      owner: ['network', 'server-software'],
      summary: /In active mode the same is answered: perhaps the server never sees our data connection/,
    },
  },
  {
    says: 'PASS behind a USER that was answered; the password went out once',
    seen: seen({
      observations: { login: broken('PASS'), work: null, matrix: null },
      cells: [untested, silent('auth-tls/*/*', 'login')],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 20,
      summary:
        /^PASS \(the login\) gets no reply in the 30 s at most that we wait, on 1 connection, .* answers FEAT, AUTH TLS, AUTH SSL and USER\.$/,
    },
  },
  {
    says: 'USER inside implicit TLS, once, and nothing was said before it',
    seen: seen({
      observations: { login: broken('USER'), 'clear-login': null, work: null, matrix: null },
      cells: [untested, silent('implicit/*/*', 'login')],
    }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'USER of a made-up name, where nobody logs in',
    seen: seen({
      observations: { login: null, 'clear-login': broken(), work: null, matrix: null },
      cells: [untested],
    }),
    expect: { is: 'found', certainty: 'likely', ways: 0, summary: /^USER \(the login\)/ },
  },
  {
    says: 'AUTH, on the connection on which FEAT was answered',
    seen: seen({
      observations: { auth: { ...auth, unanswered: 'AUTH' } },
      cells: [silent('auth-tls/*/*', 'auth')],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 20,
      summary: /^AUTH TLS gets no reply/,
    },
  },
  {
    says: 'AUTH SSL alone: AUTH TLS is there',
    seen: seen({ cells: [silent('auth-ssl/*/*', 'auth')] }),
    expect: { is: 'found', severity: 'warning', certainty: 'likely' },
  },
  {
    says: 'FEAT, in clear and after the login: every way does without it, and so do some clients',
    seen: seen({ observations: { features: { unanswered: ['inClear', 'afterLogin'] } } }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      ways: 4,
      summary: /^FEAT gets no reply/,
    },
  },
  {
    says: 'FEAT in clear alone: inside TLS and after the login it is answered',
    seen: seen({
      observations: {
        features: {
          unanswered: ['inClear'],
          afterLogin: { reply: reply('211 End'), names: [], security: 'auth-tls' },
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely', severity: 'warning', summary: /Elsewhere .* was answered/ },
  },
  {
    says: 'PASV on several connections, in a hurry each time: a slow server looks the same',
    seen: seen({
      cells: [silent('auth-tls|auth-ssl/P/PASV', 'mode', 7), silent('auth-ssl/default/PASV', 'mode', 8)],
      setUps: [['auth-tls/P/EPSV', { cell: 'auth-tls/P/PASV', waited: { seconds: 5, hurried: true } }]],
    }),
    expect: { is: 'found', certainty: 'likely', summary: /^PASV .* gets no reply in 5 s,/ },
  },
  {
    says: 'PASV, and one of the looks had its whole time',
    seen: seen({
      cells: [silent('auth-tls|auth-ssl/P/PASV', 'mode', 7), silent('auth-ssl/default/PASV', 'mode', 8)],
      setUps: [
        ['auth-tls/P/EPSV', { cell: 'auth-tls/P/PASV', waited: { seconds: 5, hurried: true } }],
        ['auth-ssl/P/EPSV', { cell: 'auth-ssl/P/PASV', waited: { seconds: 30, hurried: false } }],
      ],
    }),
    expect: { is: 'found', certainty: 'certain', summary: /^PASV .* gets no reply in 30 s,/ },
  },
  {
    says: 'nobody comes after an answered PORT: a firewall may be the reason',
    seen: nobodyCame('192.0.2.44'),
    expect: { is: 'absent' },
  },
  {
    says: 'PORT is not answered, NOOP behind it is: the server waits for its connection to us',
    seen: nobodyCame('192.0.2.44', [], { noop: 'answered' }),
    expect: { is: 'absent' },
  },
  {
    says: 'PORT is not answered, and nothing behind it: the server hangs, perhaps for a firewall',
    seen: nobodyCame('192.0.2.44', [], { noop: 'silent' }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'warning',
      ways: 6,
      summary: /perhaps in an attempt to connect/,
    },
  },
  {
    says: 'the server hung up: that is no silence',
    seen: seen({ cells: [['*/P/*', { status: 'fails', step: 'command', failure: 'early-end' }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'a reply that came late is a reply',
    seen: seen({
      cells: [
        ['*/P/PASV', { status: 'fails', step: 'mode', failure: 'timeout', reply: reply('227 at last') }],
      ],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
