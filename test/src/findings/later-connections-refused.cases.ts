import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { someRefusedPorts } from './support/dead-ports.js'
import { refused } from './support/healthy-servers.js'
import { matrixOf, reply, seen } from './support/seen-builder.js'

const closed = { at: 'greeting', failure: 'early-end', letIn: 9, seconds: 1.3, tries: 5 } as const
const told = {
  at: 'greeting',
  reply: reply('421 Too many connections'),
  letIn: 7,
  seconds: 1,
  tries: 4,
} as const
const works = { cell: 'auth-tls/P/PASV', works: true } as const
const fails = { cell: 'auth-tls/P/PASV', works: false } as const
const hungUp = { status: 'fails', step: 'greeting', failure: 'early-end' } as const

export const cases: readonly Case[] = [
  {
    says: 'from one on all are hung up on, the way that had worked first too',
    seen: seen({
      observations: { matrix: matrixOf({}, { turnedAway: closed, lastLook: fails }) },
      cells: [['auth-ssl/*/*', hungUp]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'warning',
      ways: 20,
      summary:
        /After 9 connections in 1.3 s the next one is closed without a word.*5 tries.*AUTH TLS, PROT P, PASV/,
    },
  },
  {
    says: '421 for all that are left, before an ordinary way had worked',
    seen: seen({
      observations: { matrix: matrixOf({}, { turnedAway: told }) },
      cells: [['auth-tls|auth-ssl/*/*', refused('greeting', '421 Too many connections')]],
    }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      wouldProve: /another address.*or it is full/,
      quote: '421 Too many connections',
      ways: 40,
    },
  },
  {
    says: 'everybody is told 421, the first one too: that is no matter of later ones',
    seen: seen({
      observations: { matrix: matrixOf({}, { turnedAway: { ...told, letIn: 0 } }) },
      cells: [['*/*/*', refused('greeting', '421 Too many connections')]],
    }),
    expect: { is: 'undetermined', reason: /ever let in/ },
  },
  {
    says: 'ports for data met the same',
    seen: someRefusedPorts([50_090], {
      turnedAway: { at: 'connect', failure: 'connection-refused', letIn: 5, seconds: 3, tries: 7 },
      lastLook: { ...fails, step: 'connect' },
    }),
    expect: { is: 'found', ways: 5, summary: /Some ports for data \(TCP / },
  },
  {
    says: 'it was tried once only: of later ones, and of any alone, nothing is said',
    seen: seen({
      observations: { matrix: matrixOf({}, { turnedAway: { ...told, tries: 1 } }) },
      cells: [['auth-ssl/*/*', refused('greeting', '421 Too many connections')]],
    }),
    expect: {
      is: 'found',
      summary: /^After 7 connections in 1 s the next one is told "421 Too many connections"\.$/,
    },
  },
  {
    says: 'a method that was never open is not stopped by a limit',
    seen: seen({
      observations: { matrix: matrixOf({}, { turnedAway: closed, lastLook: fails }) },
      cells: [['implicit/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]],
    }),
    expect: { is: 'found', ways: 0 },
  },
  {
    says: 'the way that had worked first goes on working: nobody is kept out',
    seen: seen({ observations: { matrix: matrixOf({}, { turnedAway: closed, lastLook: works }) } }),
    expect: { is: 'absent' },
  },
  {
    says: 'the way that had worked first was let in and failed further on',
    seen: seen({ observations: { matrix: matrixOf({}, { lastLook: { ...fails, step: 'data-connect' } }) } }),
    expect: { is: 'absent' },
  },
  {
    says: 'an earlier report, which does not say whether anybody was let in',
    seen: seen({ observations: { matrix: matrixOf({}, { lastLook: fails }) } }),
    expect: { is: 'undetermined', reason: /does not say where/ },
  },
  {
    says: 'only a method that never came through is hung up on',
    seen: seen({
      observations: { matrix: matrixOf({}, { turnedAway: { ...closed, at: 'login' } }) },
      cells: [['auth-ssl/*/*', { ...hungUp, step: 'login' }]],
    }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'a proxy brought no further one: that is nothing about the server',
    seen: seen({
      observations: {
        matrix: matrixOf({}, { turnedAway: { ...closed, at: 'connect', failure: 'not-through-proxy' } }),
      },
    }),
    expect: { is: 'undetermined', reason: /the proxy brought/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
