import type { Failure } from '../../../src/model/step.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { reply, seen, type CellChange } from './support/seen-builder.js'

const ended = (pattern: string, failure: Failure, line?: string): CellChange => [
  pattern,
  {
    status: 'fails',
    step: 'data-handshake',
    failure,
    wire: 'none',
    ...(line === undefined ? {} : { reply: reply(line) }),
  },
]

export const cases: readonly Case[] = [
  {
    says: 'silence at PROT P, while other data connections are encrypted',
    seen: seen({ cells: [ended('auth-tls|auth-ssl/P/*', 'timeout')] }),
    expect: { is: 'found', certainty: 'certain', severity: 'error', ways: 8, summary: /is never answered/ },
  },
  {
    says: 'silence on every data connection, and PROT C is refused: a slow server would look alike',
    seen: seen({ cells: [ended('implicit|auth-tls|auth-ssl/default|P/*', 'timeout')] }),
    expect: { is: 'found', certainty: 'likely' },
  },
  {
    says: 'silence on every data connection, also where PROT C was taken: it is not the hello',
    seen: seen({ cells: [ended('implicit|auth-tls|auth-ssl/default|C|P/*', 'timeout')] }),
    expect: { is: 'undetermined', reason: /may be clear/ },
  },
  {
    says: 'a reset in passive mode only',
    seen: seen({ cells: [ended('auth-tls|auth-ssl/P/PASV|EPSV', 'connection-reset')] }),
    expect: { is: 'found', certainty: 'certain', ways: 4, summary: /a reset.*Other ways come through/ },
  },
  {
    says: 'the server has a reason of its own',
    seen: seen({ cells: [ended('auth-tls/P/*', 'early-end', '425 Cannot open')] }),
    expect: { is: 'found', certainty: 'likely', quote: '425 Cannot open' },
  },
  {
    says: 'where data may be clear, no answer is owed to a hello',
    seen: seen({
      cells: [
        ended('implicit|auth-tls|auth-ssl/default|C/*', 'timeout'),
        ['implicit|auth-tls|auth-ssl/P/*', { status: 'untested', reason: 'time-budget' }],
      ],
    }),
    expect: { is: 'undetermined' },
  },
  {
    says: 'an alert is an answer',
    seen: seen({ cells: [ended('auth-tls/P/*', 'tls-alert')] }),
    expect: { is: 'absent' },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
