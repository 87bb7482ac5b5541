import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { reply, seen, work } from './support/seen-builder.js'

export const cases: readonly Case[] = [
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
