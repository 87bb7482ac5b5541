import type { LostSession, LostSessions } from '../../../probes/matrix/lost-sessions.js'
import type { OnlyNoop } from '../../../probes/matrix/only-noop.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { matrixOf, seen } from './support/seen-builder.js'

function lost(step: LostSession['step'], commands: number, failure: LostSession['failure']): LostSession {
  return {
    cell: 'auth-tls/P/EPSV',
    step,
    failure,
    size: { commands, bytes: 200 * commands, seconds: commands / 4 },
    evidence: [{ connection: commands, from: 9, to: 12 }],
  }
}

function withLost(lostSessions: LostSessions): ReturnType<typeof seen> {
  return seen({ observations: { matrix: matrixOf({}, { lostSessions }) } })
}

function stopped(onlyNoop: Omit<OnlyNoop, 'evidence'>): ReturnType<typeof seen> {
  const evidence = [{ connection: 1600, from: 5, to: 30 }]
  return seen({
    observations: {
      matrix: matrixOf({}, { lostSessions: { lost: [], lived, onlyNoop: { ...onlyNoop, evidence } } }),
    },
    cells: [
      ['auth-tls|auth-ssl/P/*', { status: 'fails', step: 'mode', failure: 'timeout' }],
      ['auth-tls|auth-ssl/default,C,S,E/*', { status: 'untested', reason: 'login-budget' }],
    ],
  })
}

const lived = { commands: 20, bytes: 9_000, seconds: 30 }

export const cases: readonly Case[] = [
  {
    says: 'two sessions ended, and none that lived had come as far',
    seen: withLost({ lost: [lost('prot', 21, 'early-end'), lost('mode', 24, 'early-end')], lived }),
    expect: {
      is: 'found',
      certainty: 'certain',
      owner: ['server-software', 'network'],
      summary:
        /2 sessions that had worked were ended without a word in the middle, after 21 to 24 commands; no other session of ours came further than 20 commands\. It happened at PROT and PASV/,
      ways: 1,
    },
  },
  {
    says: 'by time: they had sent less than others, and stood longer',
    seen: withLost({
      lost: [lost('mode', 16, 'timeout'), lost('mode', 18, 'connection-reset')],
      lived: { ...lived, seconds: 4 },
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      owner: ['network', 'server-software'],
      summary: /after 4 to 4\.5 s; /,
    },
  },
  {
    says: 'others came further in every measure: chance, or something else',
    seen: withLost({ lost: [lost('prot', 11, 'timeout'), lost('command', 13, 'timeout')], lived }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /from the server's own machine/ },
  },
  {
    says: 'a way met the same on a new session',
    seen: seen({
      observations: {
        matrix: matrixOf(
          {},
          { lostSessions: { lost: [lost('mode', 21, 'early-end'), lost('mode', 22, 'early-end')], lived } },
        ),
      },
      cells: [['auth-ssl/P/*', { status: 'fails', step: 'mode', failure: 'early-end' }]],
    }),
    expect: { is: 'found', ways: 5 },
  },
  {
    says: 'a way met something else',
    seen: seen({
      observations: {
        matrix: matrixOf(
          {},
          { lostSessions: { lost: [lost('mode', 21, 'early-end'), lost('mode', 22, 'early-end')], lived } },
        ),
      },
      cells: [['auth-ssl/P/*', { status: 'fails', step: 'data-connect', failure: 'timeout' }]],
    }),
    expect: { is: 'found', ways: 1 },
  },
  {
    says: 'no session came to a transfer, nor did one that said NOOP alone',
    seen: stopped({ commands: 8, others: [7, 8], failure: 'timeout' }),
    expect: {
      is: 'found',
      certainty: 'certain',
      ways: 8,
      summary: /left without any answer after 7 to 8 commands.*nothing but NOOP.*after 8 commands/,
    },
  },
  {
    says: 'NOOP was slow once, elsewhere',
    seen: stopped({ commands: 5, others: [8, 9], failure: 'timeout' }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'NOOP was answered more often than any session had commands',
    seen: stopped({ commands: 13, others: [8, 9] }),
    expect: { is: 'absent' },
  },
  {
    says: 'one session was lost, and so was one that said NOOP alone',
    seen: withLost({
      lost: [lost('mode', 16, 'timeout')],
      lived,
      onlyNoop: { commands: 17, others: [16, 16], failure: 'timeout', evidence: [] },
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      summary: /^1 session that had worked was left without any answer.*nothing but NOOP.*after 17 commands/,
    },
  },
  {
    says: 'one session was lost, and one that said NOOP alone was not: chance',
    seen: withLost({
      lost: [lost('mode', 16, 'timeout')],
      lived,
      onlyNoop: { commands: 36, others: [16, 16], evidence: [] },
    }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
