/** One fault of the network, looked at from several places, and what the reports together say: whose side it is on. */
import t, { type Test } from 'tap'
import type { Report } from '../../src/model/report.js'
import { joinPlaces } from '../../src/run/join.js'
import { publicServer, routed, rule } from '../support/namespaces.js'
import { skipUnless } from '../support/needs.js'
import { checkFrom, needs, passive, passiveRange, type Nodes } from '../support/network-check.js'
import { startVsftpd } from '../support/real-products.js'
import { isSoak } from '../support/soak.js'

const ports = `tcp dport ${passiveRange} drop`

/** Nothing at all of the client's gets through. */
const banned = rule('input', 'ip saddr 198.51.100.2 drop')

interface Case {
  readonly says: string
  readonly on: Nodes
  readonly rule: string
  readonly cause?: string
  readonly from: readonly [Nodes, Nodes]
  readonly joined: Readonly<Record<string, unknown>>
}

const cases: readonly Case[] = [
  {
    says: 'the router before the server drops the ports for data: something between',
    on: 'router',
    rule: rule('forward', ports),
    from: ['client', 'router'],
    joined: { id: 'passive-ports-filtered', side: 'between', certainty: 'certain' },
  },
  {
    says: "the server's machine drops them, but not for itself: not the server, and before it",
    on: 'server',
    rule: rule('input', `iifname != "lo" ${ports}`),
    from: ['client', 'server'],
    joined: { id: 'passive-ports-filtered', side: 'between', certainty: 'certain', notAt: ['server'] },
  },
  {
    says: 'the server drops all that comes from one address: of a look that never connected its place is known too',
    on: 'server',
    rule: banned,
    cause: 'host-unreachable',
    from: ['client', 'router'],
    joined: { id: 'host-unreachable', side: 'between', certainty: 'certain', notAt: ['router'] },
  },
]

async function looks(t: Test, { on, rule: broken, from }: Case): Promise<Report> {
  const network = await routed()
  t.teardown(() => network.close())
  const names = [publicServer]
  const server = await startVsftpd(
    {},
    { namespace: network.namespace('server'), address: publicServer, port: 21, passive, names },
  )
  t.teardown(() => server.close())
  await network.filter(on, broken)
  const [one, other] = await Promise.all(
    from.map(place => checkFrom(network, { ...server, host: publicServer }, { from: place })),
  )
  if (one === undefined || other === undefined) throw new Error('two places look')
  return joinPlaces([
    { place: from[0], recording: one.report },
    { place: from[1], recording: other.report },
  ])
}

/** Two checks each, and what is silent takes its time: the first of them is enough where it is not repeated. */
for (const one of isSoak ? cases : cases.slice(0, 1))
  void t.test(one.says, { skip: skipUnless(...needs) }, async t => {
    const { joined, cause, findings } = await looks(t, one)
    t.match(joined?.conclusions[0], one.joined)
    t.equal(cause, one.cause ?? 'passive-ports-filtered')
    t.same(findings[0]?.owner, ['network'])
  })
