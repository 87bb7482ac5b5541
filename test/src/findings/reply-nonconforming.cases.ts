import type { Reply } from '../../../src/model/reply.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { auth, clearLogin, explicitPort, greeting, login, reply, seen } from './support/seen-builder.js'

function odd(line: string, ...anomalies: readonly string[]): Reply {
  return { ...reply(line), anomalies: [...anomalies] }
}

function greeted(heard: Reply, ended?: 'fin') {
  const explicit = { ...explicitPort, greeting: heard, ...(ended && { ended }) }
  return { greeting: { ...greeting, explicit } }
}

const [user] = login.replies

export const cases: readonly Case[] = [
  {
    says: 'a greeting whose end was waited for',
    seen: seen({
      observations: greeted(odd('220-Welcome', 'unterminated')),
      cells: [
        [
          'none|auth-tls|auth-ssl/*/*',
          {
            status: 'fails',
            step: 'greeting',
            failure: 'timeout',
            reply: odd('220-Welcome', 'unterminated'),
          },
        ],
      ],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /^The greeting begins and never comes to its end: "220-Welcome"/,
      quote: '220-Welcome',
      ways: 60,
    },
  },
  {
    says: 'a greeting that the end of its connection cut',
    seen: seen({ observations: greeted(odd('220-Welcome', 'unterminated'), 'fin') }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /only that connection was cut/, ways: 0 },
  },
  {
    says: 'FEAT whose end was waited for: most clients can do without it',
    seen: seen({
      observations: {
        auth: {
          ...auth,
          features: { reply: odd('211-Features:', 'unterminated'), mechanisms: [] },
          unanswered: 'FEAT',
        },
      },
    }),
    expect: { is: 'found', certainty: 'certain', severity: 'warning', summary: /^The reply to FEAT begins/ },
  },
  {
    says: 'a login whose lines have two codes, beside bare line feeds',
    seen: seen({
      observations: {
        ...greeted(odd('220 Welcome', 'bare-lf')),
        login: {
          ...login,
          replies: [
            ...(user === undefined ? [] : [user]),
            { command: 'PASS', reply: odd('230-Welcome', 'nested-code', 'code-mismatch') },
          ],
        },
      },
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /^The reply to PASS ends with another code .* And the greeting ends its lines with LF alone/,
    },
  },
  ...[
    ['bare-lf', 'warning'],
    ['bare-cr', 'warning'],
    ['nul', 'warning'],
    ['empty-line', 'warning'],
    ['nested-code', 'warning'],
    ['no-code', 'error'],
    ['code-out-of-range', 'error'],
  ].map(([anomaly = '', severity]) => ({
    says: anomaly,
    seen: seen({ observations: greeted(odd('220 Welcome', anomaly)) }),
    expect: { is: 'found', certainty: 'certain', severity: severity as 'warning', ways: 0 } as const,
  })),
  {
    says: 'what nobody needs may have no code',
    seen: seen({ observations: { 'clear-login': { ...clearLogin, reply: odd('no', 'no-code') } } }),
    expect: { is: 'found', severity: 'warning' },
  },
  {
    says: 'Telnet commands are allowed, and another service says no replies',
    seen: seen({
      observations: {
        greeting: {
          ...greeting,
          explicit: {
            ...explicitPort,
            service: 'ssh',
            greeting: odd('SSH-2.0-OpenSSH_9.2', 'no-code', 'bare-lf'),
          },
        },
        'clear-login': { ...clearLogin, reply: odd('530 no', 'telnet-command', 'too-long') },
      },
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'a set-up reply that cannot be read is told by what it does to the data connection',
    seen: seen({
      cells: [
        [
          'auth-tls/P/PASV',
          { status: 'fails', step: 'mode', failure: 'reply-malformed', reply: reply('227 Passive') },
        ],
      ],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'a connection was reset in the midst of a reply that came whole on others',
    seen: seen({
      cells: [
        [
          'auth-tls/P/PASV',
          {
            status: 'fails',
            step: 'final',
            failure: 'connection-reset',
            reply: odd('226-Options: -l', 'unterminated'),
          },
        ],
      ],
      setUps: [['auth-tls/P/EPSV', { afterwards: reply('226 1 matches total') }]],
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
