/** What the table looks at once more because its ways do not agree. */
import t from 'tap'
import { observe } from './support/observe.js'

const only = ['auth-tls/P/*', 'auth-tls/C/*']

t.test('PROT P holds for one transfer: the second one is looked at as the first of a session', async t => {
  const { value, cells, server } = await observe(t, 'matrix', {
    faults: { protectionForgotten: 'transfer' },
    options: { only },
  })
  t.match(value.afresh, [{ way: 'auth-tls/P/EPSV', status: 'works', wire: 'tls' }])
  t.match(
    cells.find(({ id }) => id === 'auth-tls/P/EPSV'),
    { status: 'fails', failure: 'wrong-wire-form', wire: 'clear' },
    'what was seen first stays',
  )
  const [look] = value.afresh ?? []
  t.ok(look?.evidence.length, 'it points into the transcript')
  const logins = server.seen.filter(({ kind }) => kind === 'login').length
  t.ok(logins <= 6, `${logins} logins`)
})

t.test('PROT P never brings TLS: as the first of a session it does not either', async t => {
  const { value } = await observe(t, 'matrix', { faults: { wireForm: { P: 'clear' } }, options: { only } })
  t.match(value.afresh, [{ way: 'auth-tls/P/EPSV', status: 'fails', wire: 'clear' }])
})

t.test('protected data is shorter than data in clear: both are looked at again', async t => {
  const { value } = await observe(t, 'matrix', {
    faults: { dataSent: { share: 0.5, end: 'well', wire: 'tls' } },
    options: { only },
  })
  t.match(value.lengths, {
    short: { way: 'auth-tls/P/PASV', bytes: 80, again: 80 },
    long: { bytes: 160, again: 160 },
  })
})

t.test('where ways agree nothing is looked at again', async t => {
  for (const faults of [{}, { dataSent: { share: 0.5, end: 'well' } }] as const) {
    const { value } = await observe(t, 'matrix', { faults, options: { only } })
    t.same([value.afresh, value.lengths, value.lastLook], [undefined, undefined, undefined])
  }
})
