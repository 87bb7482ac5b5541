import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { wrongForm } from './support/healthy-servers.js'
import { reply, seen, type CellChange } from './support/seen-builder.js'

const passive = '*/*/PASV|EPSV'
const strange: CellChange = ['auth-tls|auth-ssl/P/PASV|EPSV', { ...wrongForm, wire: 'clear' }]
const restDead: CellChange = [
  passive,
  { status: 'fails', step: 'transfer', failure: 'timeout', wire: 'clear', bytes: 14 },
]
const waits: CellChange = [
  passive,
  { status: 'refused', step: 'command', reply: reply("425 Can't open data connection") },
]

export const cases: readonly Case[] = [
  {
    says: 'bytes of somebody else, and the server says nothing of a transfer',
    seen: seen({
      cells: [restDead, strange],
      setUps: [[passive, { connect: 'open', preliminary: false }]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      summary: /another machine or program answers.*never says that it began.*In active mode data comes/,
    },
  },
  {
    says: 'it said 150 before anybody came, as some do: not certain',
    seen: seen({
      cells: [restDead, strange],
      setUps: [
        [
          passive,
          { connect: 'open', preliminary: true, afterwards: reply('421 Passive data channel timed out.') },
        ],
      ],
    }),
    expect: { is: 'found', certainty: 'likely', summary: /never says that a transfer was done/ },
  },
  {
    says: 'the server waits for a connection that somebody else took',
    seen: seen({
      cells: [waits],
      setUps: [[passive, { connect: 'open', preliminary: false }]],
    }),
    expect: { is: 'found', certainty: 'likely', summary: /waits for one that never comes.*425/ },
  },
  {
    says: 'the same 425 in active mode too: it may be anything',
    seen: seen({
      cells: [['*/*/*', waits[1]]],
      setUps: [['*/*/*', { connect: 'open', preliminary: false }]],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'one way alone',
    seen: seen({
      cells: [['auth-tls/P/PASV', strange[1]]],
      setUps: [['auth-tls/P/PASV', { connect: 'open', preliminary: false }]],
    }),
    expect: { is: 'undetermined', reason: /one way alone/ },
  },
  {
    says: 'a server that sends clear data itself says that it did',
    seen: seen({ cells: [strange] }),
    expect: { is: 'absent' },
  },
  {
    says: 'no port was reached',
    seen: seen({
      cells: [[passive, { status: 'fails', step: 'data-connect', failure: 'timeout' }]],
      setUps: [[passive, { connect: 'silent' }]],
    }),
    expect: { is: 'undetermined', reason: /no passive data port/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
