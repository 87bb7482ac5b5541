import type { WorkTry } from '../../../probes/work.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen } from './support/seen-builder.js'

const way = 'auth-tls/P/PASV'

/** LIST and NLST get this on data connections that stand; others as given. */
function listings(line: string, ...others: readonly WorkTry[]): Seen {
  const refusal = {
    way,
    status: 'refused',
    step: 'command',
    reply: reply(line),
    dataConnected: true,
  } as const
  const tries: readonly WorkTry[] = [
    { ...refusal, command: 'LIST /in' },
    { ...refusal, command: 'NLST /in' },
  ]
  return seen({
    observations: { work: { command: 'LIST /in', tries: [...tries, ...others] } },
    cells: [['auth-tls|auth-ssl/P/*', refused('command', line)]],
  })
}

function works(command: string, bytes: number): WorkTry {
  return { command, way, status: 'works', bytes, dataConnected: true }
}

const empty = [
  '550 No files found.',
  '450 No files',
  '550 No such files.',
  '550 No members found.',
  '550 No data sets found.',
  '450 Directory is empty',
  '550 *.*: No matching files',
]
const otherwise = [
  '550 No such file or directory',
  '550 Permission denied.',
  '550 No files allowed here',
  '550 No file access',
  '501 No file name specified',
  '550 No file open',
  '450 File system empty',
]

export const cases: readonly Case[] = [
  ...empty.map(line => ({
    says: line,
    seen: listings(line),
    expect: { is: 'found', certainty: 'likely', severity: 'warning', ways: 8, quote: line } as const,
  })),
  ...otherwise.map(line => ({ says: line, seen: listings(line), expect: { is: 'absent' } as const })),
  {
    says: 'another folder is listed',
    seen: listings('550 No files found.', works('LIST /', 120)),
    expect: { is: 'found', certainty: 'certain', summary: /LIST \/ is answered/ },
  },
  {
    says: 'another command lists this one, without a byte',
    seen: listings('550 No files found.', works('MLSD /in', 0)),
    expect: { is: 'found', certainty: 'certain' },
  },
  {
    says: 'another command finds something in it',
    seen: listings('550 No files found.', works('MLSD /in', 64)),
    expect: { is: 'undetermined', reason: /MLSD \/in of the same folder brings something/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
