import type { SeenCell } from '../../../src/model/cell.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { worksClear } from './support/healthy-servers.js'
import { reply, seen, type CellChange } from './support/seen-builder.js'

const givenUp = (
  line: string,
  change: Partial<SeenCell> = {},
): Partial<SeenCell> & Pick<SeenCell, 'status'> => ({
  status: 'fails',
  step: 'final',
  failure: 'negative-final',
  wire: 'none',
  bytes: 0,
  ended: 'deadline',
  reply: reply(line),
  ...change,
})
const cannot = givenUp("425 Can't build data connection")
const clearWorks: CellChange = ['*/default|C/*', worksClear]

export const cases: readonly Case[] = [
  {
    says: 'data in clear comes: it is TLS',
    seen: seen({ cells: [clearWorks, ['auth-tls|auth-ssl/P/*', cannot]] }),
    expect: {
      is: 'found',
      certainty: 'likely',
      severity: 'error',
      owner: ['server-configuration', 'server-software'],
      ways: 8,
      quote: "425 Can't build data connection",
      summary: /while it still stands before a byte.*it is TLS on the data connection/,
    },
  },
  {
    says: 'only data in clear is given up: it may want PROT P',
    seen: seen({ cells: [['auth-tls|auth-ssl/C|default/*', givenUp('521 Encrypt it')]] }),
    expect: { is: 'found', severity: 'warning', owner: ['server-configuration'], summary: /encrypted/ },
  },
  {
    says: 'only in passive mode: something between may complete the connection',
    seen: seen({ cells: [['*/*/PASV|EPSV', cannot]] }),
    expect: { is: 'found', severity: 'error', summary: /In active mode data comes/ },
  },
  {
    says: 'it ends the connection first: it is not said to stand',
    seen: seen({ cells: [clearWorks, ['auth-tls/P/*', { ...cannot, wire: 'tls', ended: 'end' }]] }),
    expect: { is: 'found', summary: /then it gives up before a byte/ },
  },
  {
    says: 'nowhere data: nothing is guessed',
    seen: seen({ cells: [['*/*/*', cannot]] }),
    expect: { is: 'found', certainty: 'likely', summary: /nothing tells/ },
  },
  {
    says: 'another code, and nothing comes elsewhere: it may be about the listing',
    seen: seen({ cells: [['*/*/*', givenUp('451 Local error')]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'a closed folder is no trouble of the data connection',
    seen: seen({ cells: [['auth-tls/P/*', givenUp('550 Permission denied')]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'a stranger in the eyes of the server: another finding has it',
    seen: seen({ cells: [['auth-tls/P/*', givenUp('425 Security: Bad IP connecting.')]] }),
    expect: { is: 'absent' },
  },
  {
    says: 'data came before the refusal: another finding has it',
    seen: seen({ cells: [['auth-tls/P/*', givenUp('426 Aborted', { bytes: 640, wire: 'tls' })]] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
