/** What a server resembles: the measure itself, and that it holds for every bundled server. */
import t from 'tap'
import { startServer } from '../../../fixtures/start-server.js'
import type { Traits } from '../../../src/diagnosis/compare.js'
import { nearest, similarities, type Known } from '../../../src/diagnosis/nearest.js'
import { unnamed } from '../../../src/diagnosis/unnamed.js'
import { cellIds, type CellId } from '../../../src/model/matrix.js'
import { check } from '../../../src/run/check.js'
import { readExpectations } from '../../../src/run/expectations.js'
import { judge } from '../../../src/run/judge.js'
import { knownServers } from '../../../src/run/known-servers.js'
import { recordingOf } from '../findings/support/seen-builder.js'
import { optionsFor } from '../run/support/look.js'

const all = readExpectations()
const library = knownServers(all)
const products = library.filter(({ byHabits }) => byHabits)

function ways(outcome: (id: CellId) => string): Known['ways'] {
  return Object.fromEntries(cellIds.map(id => [id, outcome(id)]))
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

/** ftp-srv is here twice: as it is, and behind implicit TLS. */
const isOneProduct = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

t.test('whatever else is bundled is less like a product than it takes to be taken for it', t => {
  t.ok(products.length >= 6)
  for (const server of all.values())
    for (const { server: near, similarity } of similarities(server, library)) {
      const isAnother = products.some(({ server: id }) => id === near) && !isOneProduct(server.server, near)
      if (isAnother && similarity >= 0.55) t.fail(`${server.server} is ${similarity} like ${near}`)
    }
  t.end()
})

const persona = (id: string): Known => {
  const found = products.find(({ server }) => server === id)
  if (found === undefined) throw new Error(`${id} is no product that is in order`)
  return found
}

/** As other administrators have it: clear logins, PROT C, TLS 1.2 alone, no resumption asked for. */
function setUpOtherwise({ observations, ways }: Known): Traits {
  const otherwise = (id: CellId): string => {
    const [security, level = ''] = id.split('/')
    const outcome = ways[id] ?? ''
    const isAllowed =
      security === 'none' ? level === 'default' : /^refused (command|mode|prot) (?!536)/.test(outcome)
    return isAllowed ? 'works clear end' : outcome.replace('TLSv1.3', 'TLSv1.2')
  }
  const resumption = [{ version: 'TLSv1.2', looks: ['resumed works', 'without works', 'without works'] }]
  const changed = { resumption, 'clear-login.inClear': 331, 'certificate.verified': false }
  return {
    observations: { ...observations, ...changed },
    ways: Object.fromEntries(cellIds.map(id => [id, otherwise(id)])),
  }
}

t.test('a product that somebody else set up is itself, by its habits', t => {
  for (const id of ['product/vsftpd', 'product/proftpd', 'product/pure-ftpd', 'product/pyftpdlib']) {
    const other = setUpOtherwise(persona(id))
    const [best] = nearest(unnamed(other), library)
    t.equal(best?.server, id)
    t.not(best?.differences.length, 0, 'and it is said in what the settings differ')
  }
  t.end()
})

t.test('blind: what a server says of itself neither helps nor harms', t => {
  const { observations, ways } = persona('product/vsftpd')
  const named = (names: string | undefined): number => {
    const greeting = { 'greeting.explicit.names': names, 'greeting.implicit.names': names }
    const [best] = nearest({ observations: { ...observations, ...greeting }, ways }, library)
    t.equal(best?.server, 'product/vsftpd', `a greeting that names ${names ?? 'nobody'}`)
    return best?.similarity ?? 0
  }
  const [rightly, nobody, wrongly] = [named('vsftpd'), named(undefined), named('ProFTPD')]
  t.equal(rightly, 1)
  t.ok(rightly > nobody && nobody > wrongly, [rightly, nobody, wrongly].join(' > '))
  const blind = unnamed({ observations, ways })
  t.notOk(Object.keys(blind.observations).some(path => path.includes('names')))
  t.same(unnamed({ observations: { ...observations, 'greeting.explicit.names': 'ProFTPD' }, ways }), blind)
  t.end()
})

t.test('that a server was compared blindly stands in its report', t => {
  t.equal(judge(recordingOf(), { blind: true }).blind, true)
  t.notOk('blind' in judge(recordingOf()))
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
