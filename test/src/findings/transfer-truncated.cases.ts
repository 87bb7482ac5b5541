import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear, worksTls } from './support/healthy-servers.js'
import { matrixOf, reply, seen, type CellChange } from './support/seen-builder.js'

const torn = {
  status: 'fails',
  step: 'transfer',
  failure: 'early-end',
  wire: 'tls',
  bytes: 320,
  ended: 'fin-in-record',
  reply: reply('226 Transfer complete'),
} as const
const all = 'auth-tls|auth-ssl/P|default/*'

const inClear: readonly CellChange[] = [
  ['auth-tls/C/*', worksClear],
  ['auth-tls/P/*', { ...worksTls, bytes: 320 }],
]
const long = { way: 'auth-tls/C/PASV', bytes: 640 } as const
const short = { way: 'auth-tls/P/PASV', bytes: 320 } as const

/** Looked at again: so much with P, so much with C. */
function again(shortAgain: number | undefined, longAgain: number, cells = inClear) {
  const evidence = [{ connection: 2600, from: 0, to: 30 }]
  const more = shortAgain === undefined ? {} : { again: shortAgain }
  const lengths = { short: { ...short, ...more }, long: { ...long, again: longAgain }, evidence }
  return seen({ cells, observations: { matrix: matrixOf({ cells }, { lengths }) } })
}

export const cases: readonly Case[] = [
  {
    says: 'FIN inside a record, and 226',
    seen: seen({ cells: [[all, torn]] }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 16,
      summary: /middle of a record of TLS, behind 320 bytes, and the server says "226 .* all the same/,
    },
  },
  {
    says: 'once, where the same kind of way comes through: a process that died',
    seen: seen({ cells: [['auth-tls/P/EPSV', torn]] }),
    expect: { is: 'found', certainty: 'likely', ways: 1 },
  },
  {
    says: 'with P half of what comes with C, and so again when both were looked at once more',
    seen: again(320, 640),
    expect: {
      is: 'found',
      certainty: 'certain',
      ways: 4,
      summary: /With PROT P the same command brings 320 bytes where others bring 640/,
    },
  },
  {
    says: 'nobody looked again',
    seen: seen({ cells: inClear }),
    expect: { is: 'found', certainty: 'likely', wouldProve: /folder that changes/ },
  },
  {
    says: 'looked at again the folder is as long for both: something came into it meanwhile',
    seen: again(640, 640),
    expect: { is: 'undetermined', reason: /others work in the folder/ },
  },
  {
    says: 'the second look did not work',
    seen: again(undefined, 640),
    expect: { is: 'undetermined' },
  },
  {
    says: 'within one kind of way it differs: the folder changes',
    seen: again(320, 640, [...inClear, ['auth-tls/P/EPSV', { ...worksTls, bytes: 640 }]]),
    expect: { is: 'undetermined', reason: /others work in the folder/ },
  },
  {
    says: 'another method may see another folder: each is compared with itself',
    seen: seen({ cells: [['auth-ssl/*/*', { ...worksTls, bytes: 320 }]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'we stopped reading ourselves',
    seen: seen({ cells: [['auth-tls/P/PASV|EPSV', { ...worksTls, bytes: 65_540, ended: 'cut-by-us' }]] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
