import type { Matrix, SetUp } from '../../../probes/matrix.js'
import type { CellId } from '../../../src/model/matrix.js'
import type { Seen } from '../../../src/model/seen.js'
import { absentWhenHealthy, undeterminedWhenUnseen, type Case } from './support/case.js'
import { refused } from './support/healthy-servers.js'
import { matrixOf, reply, seen, type Facts } from './support/seen-builder.js'

const evidence = [{ connection: 2, from: 8, to: 9 }]
const oops = reply('500 OOPS: vsf_sysutil_bind')

function withMatrix(change: Partial<Matrix>, facts: Facts = {}): Seen {
  return seen({ ...facts, observations: { ...facts.observations, matrix: matrixOf(facts, change) } })
}

const cell = (id: CellId, beside: number, said: string | undefined): SetUp => ({
  cell: id,
  connect: said?.startsWith('2') === true ? 'open' : 'not-tried',
  beside,
  evidence,
  ...(said === undefined ? {} : { reply: reply(said) }),
})

/** Each way was refused beside one other session, and then taken alone. */
const crowded = (said: string | undefined, ...ids: readonly CellId[]): readonly SetUp[] =>
  ids.flatMap(id => [cell(id, 1, said), cell(id, 0, '229 Entering (|||50000|)')])

const busy = '425 All reserved TCP ports are busy'

export const cases: readonly Case[] = [
  {
    says: 'one session holds the only port, twice',
    seen: withMatrix({ portsHeld: { way: 'auth-tls/P/PASV', held: 1, reply: oops, evidence } }),
    expect: {
      is: 'found',
      certainty: 'certain',
      severity: 'warning',
      summary: /no more than 1 passive port at a time: PASV of one more session was refused with "500 OOPS/,
      quote: '500 OOPS: vsf_sysutil_bind',
      ways: 6,
    },
  },
  {
    says: 'some were refused in company, and as many as we may hold were given on purpose: others use them, too',
    seen: withMatrix({ setUps: crowded(busy, 'auth-tls/P/PASV', 'auth-tls/P/EPSV') }),
    expect: { is: 'found', certainty: 'likely', severity: 'warning', wouldProve: /passive range/ },
  },
  {
    says: 'some sessions ended at the set-up in company',
    seen: withMatrix({ setUps: crowded(undefined, 'auth-tls/P/PASV', 'auth-tls/P/EPSV') }),
    expect: { is: 'found', certainty: 'likely', summary: /ended the session beside other sessions/ },
  },
  {
    says: 'from one transfer on none is given, also alone',
    seen: withMatrix(
      { lastLook: { cell: 'auth-ssl/P/PASV', works: false, step: 'mode', reply: reply(busy) } },
      { cells: [['auth-tls/P|C/PASV|EPSV', refused('mode', busy)]] },
    ),
    expect: { is: 'found', certainty: 'likely', severity: 'error', ways: 4, wouldProve: /five minutes/ },
  },
  {
    says: 'one refusal in company may have been chance',
    seen: withMatrix({ setUps: crowded(busy, 'auth-tls/P/PASV') }),
    expect: { is: 'undetermined', reason: /chance/ },
  },
  {
    says: 'nobody stood beside anybody',
    seen: withMatrix({ sessionsAtOnce: 1 }),
    expect: { is: 'undetermined', reason: /no two sessions/ },
  },
  {
    says: 'refused alone as in company: a level that is not allowed, or a command that is not known',
    seen: withMatrix({
      setUps: [
        ...crowded('229 Entering (|||50000|)', 'auth-tls/P/EPSV'),
        ...(['auth-tls/C/PASV', 'auth-tls/C/EPSV'] as const).flatMap(id => [
          cell(id, 1, '550 SSL/TLS required on the data channel.'),
          cell(id, 0, '550 SSL/TLS required on the data channel.'),
        ]),
      ],
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'reports of earlier versions do not say who stood beside it',
    seen: withMatrix({
      setUps: crowded(busy, 'auth-tls/P/PASV', 'auth-tls/P/EPSV').map(
        ({ cell: way, connect, reply: told }) => ({
          cell: way,
          connect,
          ...(told === undefined ? {} : { reply: told }),
        }),
      ),
    }),
    expect: { is: 'absent' },
  },
  {
    says: 'always refused is another finding',
    seen: seen({ cells: [['auth-tls|auth-ssl/P|C|default/PASV|EPSV', refused('mode', '502 Not here')]] }),
    expect: { is: 'undetermined', reason: /no passive port was given/ },
  },
  absentWhenHealthy,
  undeterminedWhenUnseen,
]
