import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, work } from './support/seen-builder.js'

/** LIST, MLSD and NLST get this, each on a data connection that stands. */
function all(line: string): Seen {
  const refusal = { way: 'auth-tls/P/PASV', status: 'refused', step: 'command', dataConnected: true } as const
  const tries = ['LIST', 'MLSD', 'NLST'].map(command => ({ ...refusal, command, reply: reply(line) }))
  return seen({
    observations: { work: { command: 'LIST', tries } },
    cells: [['auth-tls|auth-ssl/P/*', refused('command', line)]],
  })
}

const worded: readonly (readonly [means: RegExp, lines: readonly string[]])[] = [
  [
    /speaks of room/,
    [
      '452 Insufficient storage space.',
      '552 Requested file action aborted: exceeded storage allocation.',
      '451 Requested action aborted: local error, disk full.',
      '550 No space left on device',
      '550 Quota exceeded',
    ],
  ],
  [
    /folder is not there/,
    [
      '550 No such file or directory',
      '550 /in: The system cannot find the path specified.',
      '550 Directory not found.',
      "450 The folder doesn't exist",
    ],
  ],
  [/fault inside the server/, ['451 Requested action aborted: local error in processing.']],
]
const permissions = [
  '550 Permission denied.',
  '550 Failed to open directory.',
  '451 Access is denied',
  '550 Requested action not taken. File unavailable (e.g., file not found, no access).',
  '550 No file access',
]

export const cases: readonly Case[] = [
  ...worded.flatMap(([summary, lines]) =>
    lines.map(line => ({
      says: line,
      seen: all(line),
      expect: { is: 'found', certainty: 'certain', ways: 8, summary, insteadOfOwn: [{ text: /./ }] } as const,
    })),
  ),
  ...permissions.map(line => ({
    says: `a permission, or nothing tells: ${line}`,
    seen: all(line),
    expect: { is: 'found', summary: /"\.$/, insteadOfOwn: undefined } as const,
  })),
  {
    says: 'the words say that there is nothing to list',
    seen: all('550 No files found.'),
    expect: { is: 'undetermined', reason: /folder is empty/ },
  },
  {
    says: 'LIST, MLSD and NLST get the same 550',
    seen: seen({
      observations: {
        work: {
          command: 'LIST',
          tries: [
            {
              command: 'LIST',
              way: 'auth-tls/P/PASV',
              status: 'refused',
              step: 'command',
              reply: reply('550 Permission denied.'),
              dataConnected: true,
            },
            {
              command: 'MLSD',
              way: 'auth-tls/P/PASV',
              status: 'refused',
              step: 'command',
              reply: reply('550 Permission denied.'),
              dataConnected: true,
            },
            {
              command: 'NLST',
              way: 'auth-tls/P/PASV',
              status: 'refused',
              step: 'command',
              reply: reply('550 Permission denied.'),
              dataConnected: true,
            },
          ],
        },
      },
      cells: [['auth-tls|auth-ssl/P/*', refused('command', '550 Permission denied.')]],
    }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'error',
      ways: 8,
      quote: '550 Permission denied.',
    },
  },
  {
    says: 'a file can be had all the same',
    seen: seen({
      observations: {
        work: {
          command: 'RETR a',
          tries: [
            {
              command: 'LIST',
              way: 'auth-tls/P/PASV',
              status: 'refused',
              step: 'command',
              reply: reply('550 Permission denied.'),
              dataConnected: true,
            },
            {
              ...work.tries[0],
              command: 'RETR a',
              way: 'auth-tls/P/PASV',
              status: 'works',
              dataConnected: true,
            },
          ],
        },
      },
    }),
    expect: { is: 'found', certainty: 'likely', severity: 'info' },
  },
  {
    says: 'no data connection stood',
    seen: seen({
      observations: {
        work: {
          command: 'LIST',
          tries: [
            {
              command: 'LIST',
              way: 'auth-tls/P/PASV',
              status: 'refused',
              step: 'command',
              reply: reply('550 Permission denied.'),
              dataConnected: false,
            },
          ],
        },
      },
    }),
    expect: { is: 'undetermined', reason: /no data connection/ },
  },
  {
    says: '522 speaks of protection',
    seen: seen({
      observations: {
        work: {
          command: 'LIST',
          tries: [
            {
              command: 'LIST',
              way: 'auth-tls/P/PASV',
              status: 'refused',
              step: 'command',
              reply: reply('522 Data connections must be encrypted.'),
              dataConnected: true,
            },
          ],
        },
      },
    }),
    expect: { is: 'undetermined', reason: /another reason/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
