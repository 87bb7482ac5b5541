import t from 'tap'
import { nearWords } from '../../../src/run/near.js'
import { readWay } from '../../../src/run/read-way.js'
import { shownOf } from '../../../src/run/show.js'
import { UsageError } from '../../../src/run/usage-error.js'
import { savedReport } from '../../reports/golden.js'

t.test('a way is read as people write it', t => {
  const table = [
    ['auth-tls/P/EPSV', 'auth-tls/P/EPSV'],
    ['AUTH-TLS/p/epsv', 'auth-tls/P/EPSV'],
    ['AUTH TLS P EPSV', 'auth-tls/P/EPSV'],
    ['AUTH TLS, PROT P, EPSV', 'auth-tls/P/EPSV'],
    ['auth ssl prot not sent pasv', 'auth-ssl/default/PASV'],
    ['implicit/c/port', 'implicit/C/PORT'],
    ['clear, PROT not sent, EPRT', 'none/default/EPRT'],
    ['none/E/EPRT', 'none/E/EPRT'],
    ['auth-tls/P', undefined],
    ['auth-tls/P/EPSV/PASV', undefined],
    ['auth-tls/X/EPSV', undefined],
    ['', undefined],
  ] as const
  for (const [text, id] of table) t.equal(readWay(text), id, text)
  t.end()
})

t.test('what a report holds is found: a way, a finding, one that is absent, one that is undetermined', t => {
  const report = savedReport('passive-ports-filtered')
  t.match(shownOf(report, 'auth-tls/P/EPSV'), { is: 'way', cell: { id: 'auth-tls/P/EPSV' } })
  t.match(shownOf(report, 'Passive-Ports-Filtered'), { is: 'finding', found: { rank: 1 } })
  t.match(shownOf(report, 'ssh-service'), { is: 'not-found', undetermined: undefined })
  const open = { ...report, undetermined: [{ id: 'ssh-service', reason: 'nobody looked' }] }
  t.match(shownOf(open, 'ssh-service'), { is: 'not-found', undetermined: 'nobody looked' })
  t.same(shownOf(report, 'nearest'), { is: 'nearest' })
  t.throws(() => shownOf(report, 'auth-tls/X/EPSV'), UsageError)
  t.end()
})

t.test('near words are few, and far words are none', t => {
  const known = ['passive-ports-filtered', 'passive-ports-refused', 'ssh-service', 'auth-tls/P/EPSV']
  t.same(nearWords('passive-prts-filtered', known), ['passive-ports-filtered'])
  t.same(nearWords('passive', known), ['passive-ports-filtered', 'passive-ports-refused'])
  t.same(nearWords('ssh', known), ['ssh-service'])
  t.same(nearWords('zzzz', known), [])
  t.same(nearWords('', known), [])
  t.end()
})
