/** What a server resembles: the measure itself, and that it holds for every bundled server. */
import t from 'tap'
import { startServer } from '../../../fixtures/start-server.js'
import { nearest, similarities, type Known } from '../../../src/diagnosis/nearest.js'
import { cellIds, type CellId } from '../../../src/model/matrix.js'
import { check } from '../../../src/run/check.js'
import { readExpectations } from '../../../src/run/expectations.js'
import { optionsFor } from '../run/support/look.js'

const library = [...readExpectations().values()]

function ways(outcome: (id: CellId) => string): Known['ways'] {
  return Object.fromEntries(cellIds.map(id => [id, outcome(id)])) as Record<CellId, string>
}

function known(server: string, observations: Known['observations'], outcome = 'works tls'): Known {
  return { server, observations, ways: ways(() => outcome) }
}

t.test('every bundled server is its own nearest', t => {
  for (const server of library) {
    const [best, ...others] = similarities(server, library)
    const own = [best, ...others].find(one => one?.server === server.server)
    t.match(own, { similarity: 1, differences: [] }, server.server)
    t.ok((best?.similarity ?? 2) <= 1, server.server)
  }
  t.end()
})

t.test('left out in turn, four of five bundled servers are like nothing that is left', t => {
  const unlike = library.filter(server => {
    const others = library.filter(other => other !== server)
    return nearest(server, others).length === 0
  })
  t.ok(unlike.length >= 0.8 * library.length, `${unlike.length} of ${library.length}`)
  t.ok(unlike.length < library.length, 'some have a neighbour that is much like them')
  t.end()
})

t.test('what few servers do tells more than what all do', t => {
  const common = Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [`probe.${name}`, 'usual']))
  const usual = Array.from({ length: 8 }, (_, at) => known(`x/usual-${at}`, { ...common, 'probe.odd': 'no' }))
  const odd = known('x/odd', { ...common, 'probe.a': 'unusual', 'probe.odd': 'yes' })
  const target = known('target', { ...common, 'probe.odd': 'yes' })
  const [best, second] = similarities(target, [...usual, odd])
  t.equal(best?.server, 'x/odd', 'one rare trait in common outweighs four common ones')
  t.ok((best?.similarity ?? 0) > (second?.similarity ?? 1))
  t.same(best?.differences, ['probe.a: here usual, there unusual'])
  t.end()
})

t.test('a closed firewall is one thing, whatever number of ways it closes', t => {
  const closed = (id: CellId): string => (/PASV|EPSV/.test(id) ? 'fails data-connect timeout' : 'works tls')
  const target = { observations: {}, ways: ways(closed) }
  const [best] = similarities(target, [known('x/open', {})])
  t.same(best?.differences, ['*/*/PASV,EPSV: here fails data-connect timeout, there works tls'])
  t.end()
})

t.test('what was not looked at is no agreement, and no difference to tell of', t => {
  const there = known('x/known', { 'login.code': 230, 'work.command': 'LIST' })
  const target = known('target', { login: 'untested needs-credentials', 'work.command': 'LIST' })
  const [one] = similarities(target, [there, known('x/other', { 'login.code': 530, 'work.command': 'LIST' })])
  t.ok(one !== undefined && one.similarity < 1 && one.similarity > 0)
  t.same(one?.differences, [])
  const old = known('target', { 'work.command': 'LIST' })
  t.equal(
    similarities(old, [there])[0]?.similarity,
    similarities(target, [there])[0]?.similarity,
    'nor by an old recording',
  )
  t.end()
})

t.test('like nothing known, like too much, and nothing known at all', t => {
  const strange = known('target', { 'probe.a': 'strange' }, 'fails')
  t.same(nearest(strange, library), [])
  const [first] = library
  if (first === undefined) throw new Error('there are no expectations')
  const twins = Array.from({ length: 4 }, (_, at) => ({ ...first, server: `x/twin-${at}` }))
  t.same(nearest(first, twins), [], 'so many twins mean nothing')
  t.equal(nearest(first, twins.slice(1)).length, 3)
  t.same(nearest(first, []), [])
  t.end()
})

t.test('a check as people run it finds the server again', async t => {
  await using server = await startServer('data/passive-ports-refused')
  const report = await check(server.host, optionsFor(server))
  t.match(report.nearest[0], { server: 'data/passive-ports-refused' })
  const unreached = await check(server.host, { ...optionsFor(server), login: false })
  t.same(unreached.nearest, [], 'without a login too little is seen')
})
