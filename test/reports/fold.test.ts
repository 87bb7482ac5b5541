import t from 'tap'
import { fold, type Folded } from '../../reports/text/fold.js'
import type { Cell } from '../../src/model/cell.js'
import { cellId, ways, type Way } from '../../src/model/matrix.js'

function cells(seen: (way: Way) => Partial<Cell>): readonly Cell[] {
  return ways.map(way => ({
    id: cellId(way),
    security: way.security,
    protection: way.protection,
    mode: way.dataMode,
    port: 21,
    status: 'works',
    wire: 'tls',
    evidence: [],
    cause: null,
    ...seen(way),
  }))
}

function shown({ columns, rows }: Folded): readonly string[] {
  return [
    columns.map(modes => modes.join(' ')).join(' | '),
    ...rows.map(({ label, outcomes }) => `${label}: ${outcomes.map(({ text }) => text).join(' | ')}`),
  ]
}

t.test('80 equal ways are four lines and one column', t => {
  t.same(
    shown(
      fold(
        cells(() => ({})),
        990,
      ),
    ),
    [
      'PASV EPSV PORT EPRT',
      'clear: works, TLS',
      'implicit :990: works, TLS',
      'AUTH TLS: works, TLS',
      'AUTH SSL: works, TLS',
    ],
  )
  t.end()
})

t.test('one different way opens its row and its column, and hides no other', t => {
  const one = fold(
    cells(way =>
      cellId(way) === 'auth-tls/C/EPSV' ? { status: 'fails', step: 'data-connect', failure: 'timeout' } : {},
    ),
    null,
  )
  t.same(shown(one), [
    'PASV | EPSV | PORT EPRT',
    'clear: works, TLS',
    'implicit: works, TLS',
    'AUTH TLS, all but PROT C: works, TLS',
    '  C: works, TLS | no answer | works, TLS',
    'AUTH SSL: works, TLS',
  ])
  t.end()
})

t.test('a method like an earlier one is one line, with at most two exceptions', t => {
  const refused = { status: 'refused', step: 'command', reply: { code: 522, text: 'no', lines: [] } } as const
  const like = fold(
    cells(({ security, protection }) =>
      security === 'auth-tls' && protection !== 'P'
        ? refused
        : security === 'auth-ssl' && protection !== 'P' && protection !== 'default'
          ? refused
          : {},
    ),
    null,
  )
  t.same(shown(like).slice(3), [
    'AUTH TLS, PROT P: works, TLS',
    '  all but PROT P: refused: 522 no',
    'AUTH SSL: as AUTH TLS; PROT not sent behaves as P',
  ])
  t.end()
})

t.test('replies that differ in numbers behind the code are one', t => {
  const folded = fold(
    cells(({ dataMode }) => ({
      status: 'refused',
      step: 'mode',
      reply: {
        code: dataMode === 'PASV' ? 425 : 501,
        text: `pid ${dataMode.charCodeAt(1)} says no`,
        lines: [],
      },
    })),
    null,
  )
  t.same(shown(folded).slice(0, 2), [
    'PASV | EPSV | PORT | EPRT',
    'clear: PASV refused: 425 pid 65 says no | EPSV refused: 501 pid 80 says no | PORT refused: 501 pid 79 says no | EPRT refused: 501 pid 80 says no',
  ])
  const command = fold(
    cells(({ dataMode }) => ({
      status: 'refused',
      step: 'command',
      reply: { code: 425, text: `port ${dataMode.charCodeAt(1)} in use`, lines: [] },
    })),
    null,
  )
  t.same(shown(command).slice(0, 2), ['PASV EPSV PORT EPRT', 'clear: refused: 425 port 65 in use'])
  t.end()
})
