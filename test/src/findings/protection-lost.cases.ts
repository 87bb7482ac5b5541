import type { SeenCell } from '../../../src/model/cell.js'
import { securities } from '../../../src/model/matrix.js'
import type { Afresh } from '../../../probes/matrix/look-afresh.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused, worksTls, wrongForm } from './support/healthy-servers.js'
import { matrixOf, recordingOf, reply, type Facts } from './support/seen-builder.js'
import { seenOf } from '../../../src/model/seen-of.js'

const inClear = { ...wrongForm, wire: 'clear' } as const
const lost: Facts = {
  cells: [
    ['auth-tls/P/PASV', worksTls],
    ['auth-tls/P/EPSV|PORT|EPRT', inClear],
  ],
}

/** One control connection, whose transfers come one behind the other in the order of the ways. */
function onOneSession(facts: Facts, afresh?: Partial<Afresh>) {
  const evidence = [{ connection: 2500, from: 0, to: 30 }]
  const looks: readonly Afresh[] = [
    { way: 'auth-tls/P/EPSV', status: 'works', wire: 'tls', evidence, ...afresh },
  ]
  const recording = recordingOf({
    ...facts,
    observations: { matrix: matrixOf(facts, afresh === undefined ? {} : { afresh: looks }) },
  })
  const cells = recording.cells.map((cell, index): SeenCell => {
    const span = {
      connection: 2000 + securities.indexOf(cell.security),
      from: 20 * index,
      to: 20 * index + 10,
    }
    return { ...cell, evidence: [span] }
  })
  return seenOf({ ...recording, cells })
}

export const cases: readonly Case[] = [
  {
    says: 'from the second transfer on, and encrypted where it is the first',
    seen: onOneSession(lost, {}),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 3,
      summary: /from the second transfer on the server sends data in clear/,
    },
  },
  {
    says: 'behind a transfer that failed',
    seen: onOneSession(
      {
        cells: [
          [
            'auth-tls/P/PASV',
            { status: 'fails', step: 'final', failure: 'negative-final', reply: reply('426 Aborted') },
          ],
          ['auth-tls/P/EPSV|PORT|EPRT', inClear],
        ],
      },
      {},
    ),
    expect: { is: 'found', summary: /behind a transfer that failed \("426 Aborted"\)/ },
  },
  {
    says: 'as the first of a session it is in clear as well: the data mode decides, not what was before',
    seen: onOneSession(lost, { status: 'fails', wire: 'clear' }),
    expect: { is: 'absent' },
  },
  {
    says: 'it was not looked at as the first of a session',
    seen: onOneSession(lost),
    expect: { is: 'undetermined', reason: /not looked at on a session of its own/ },
  },
  {
    says: 'the first transfer of each session is in clear',
    seen: onOneSession({ cells: [['auth-tls/P/PASV', inClear]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'clear data is refused, and so is data behind a transfer with PROT P, in the same words',
    seen: onOneSession(
      {
        cells: [
          ['auth-tls/P/PASV', worksTls],
          ['auth-tls/P/EPSV|PORT|EPRT', refused('command', '522 Data connections must be encrypted.')],
        ],
      },
      {},
    ),
    expect: {
      is: 'found',
      certainty: 'certain',
      ways: 3,
      summary: /treats data as clear: "522 Data connections must be encrypted\.", as without PROT/,
    },
  },
  {
    says: 'the refusal is another one than clear data gets',
    seen: onOneSession(
      {
        cells: [
          ['auth-tls/P/PASV', worksTls],
          ['auth-tls/P/EPSV|PORT|EPRT', refused('command', '550 No such file')],
        ],
      },
      {},
    ),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
