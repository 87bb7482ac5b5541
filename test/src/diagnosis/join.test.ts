import t from 'tap'
import { exitStatus } from '../../../src/diagnosis/exit-status.js'
import { findings } from '../../../src/findings/index.js'
import { kindOf } from '../../../src/diagnosis/join/kinds.js'
import type { Side } from '../../../src/model/joined.js'
import type { Recording, Report } from '../../../src/model/report.js'
import { joinPlaces } from '../../../src/run/join.js'
import { diagnose } from '../../../src/run/library.js'
import { deadPortsRecording } from '../findings/support/dead-ports.js'
import {
  certificate,
  explicitPort,
  leaf,
  noImplicitPort,
  recordingOf,
} from '../findings/support/seen-builder.js'
import { concluded } from './support/concluded.js'
import { at, hotspot, inside, outside, server, type Where } from './support/places.js'

const two = [1, 2].map(connection => ({ connection, from: 1, to: 2 }))
const filtered = deadPortsRecording('silent', 'timeout')
const inspected = recordingOf({
  observations: {
    features: { insideTlsBroke: { security: 'auth-tls', failure: 'timeout' } },
    login: { status: 'broken', step: 'login', failure: 'timeout', command: 'USER', evidence: [] },
  },
  cells: [
    [
      'auth-tls|auth-ssl/*/*',
      { status: 'fails', step: 'login', failure: 'timeout', evidence: [{ connection: 7, from: 1, to: 9 }] },
    ],
  ],
})
const closed = recordingOf({
  observations: {
    greeting: {
      explicit: {
        port: 21,
        asked: true,
        connect: 'open',
        connectSeconds: 0.01,
        service: 'closed',
        ended: 'fin',
      },
      implicit: noImplicitPort,
    },
    auth: null,
    certificate: null,
    login: null,
    features: null,
    work: null,
    matrix: null,
  },
  cells: [
    [
      'none|auth-tls|auth-ssl/*/*',
      { status: 'fails', step: 'greeting', failure: 'early-end', evidence: two },
    ],
  ],
})
const silent = recordingOf({
  observations: {
    greeting: {
      explicit: { ...explicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
      implicit: { ...noImplicitPort, connect: 'silent', service: 'none', connectSeconds: 10 },
      witness: { port: 65021, connect: 'silent' },
    },
    auth: null,
    certificate: null,
    login: null,
    features: null,
    work: null,
    matrix: null,
  },
  cells: [['*/*/*', { status: 'fails', step: 'connect', failure: 'timeout' }]],
})
const nameless = recordingOf({
  target: { address: null, addresses: [], resolution: { status: 'no-such-name' } },
  observations: {
    greeting: null,
    auth: null,
    certificate: null,
    login: null,
    features: null,
    work: null,
    matrix: null,
  },
  cells: [['*/*/*', { status: 'untested', reason: 'not-reachable' }]],
})

interface Case {
  readonly says: string
  readonly places: readonly (readonly [string, Where, Recording?])[]
  readonly cause: string
  readonly side: Side
  readonly certainty: 'certain' | 'likely'
  readonly owner?: readonly string[]
  readonly sentence: RegExp
  readonly wouldProve?: RegExp
}

const cases: readonly Case[] = [
  {
    says: 'ports for data are dropped outside and open on the server: the network between',
    places: [
      ['here', outside, filtered],
      ['there', server],
    ],
    cause: 'passive-ports-filtered',
    side: 'between',
    certainty: 'certain',
    owner: ['network'],
    sentence: /^there, on the server's own machine, does not meet it, so it is not the server/,
  },
  {
    says: 'the same from the network of the server',
    places: [
      ['here', outside, filtered],
      ['office', inside],
    ],
    cause: 'passive-ports-filtered',
    side: 'between',
    certainty: 'certain',
    sentence: /^office, in the server's own network, does not meet it/,
  },
  {
    says: 'they are open to another network: the network of the first',
    places: [
      ['here', outside, filtered],
      ['hotspot', hotspot],
    ],
    cause: 'passive-ports-filtered',
    side: 'place',
    certainty: 'certain',
    owner: ['network'],
    sentence: /^hotspot comes through, .* the network of here, or a rule for its address \(192\.0\.2\.44\)/,
  },
  {
    says: 'dropped from two networks, open inside: before the server',
    places: [
      ['here', outside, filtered],
      ['hotspot', hotspot, filtered],
      ['office', inside],
    ],
    cause: 'passive-ports-filtered',
    side: 'server-side',
    certainty: 'certain',
    sentence: /^here and hotspot meet it and office, .* does not: it is what lies before the server/,
  },
  {
    says: 'dropped from two networks, and nobody looked from nearer',
    places: [
      ['here', outside, filtered],
      ['hotspot', hotspot, filtered],
    ],
    cause: 'passive-ports-filtered',
    side: 'server-side',
    certainty: 'likely',
    sentence: /^Both places meet it: it lies at the server's side, or on the part of the way/,
    wouldProve: /on the server's own machine/,
  },
  {
    says: 'dropped on the server itself as well: the server',
    places: [
      ['here', outside, filtered],
      ['there', server, filtered],
    ],
    cause: 'passive-ports-filtered',
    side: 'server',
    certainty: 'certain',
    owner: ['server-configuration'],
    sentence: /there on the server's own machine: nothing between has a part in it/,
  },
  {
    says: 'encryption dies from one place only: its network',
    places: [
      ['here', outside, inspected],
      ['hotspot', hotspot],
    ],
    cause: 'encryption-inspected',
    side: 'place',
    certainty: 'certain',
    owner: ['network'],
    sentence: /it is the network of here/,
  },
  {
    says: 'encryption dies everywhere: the server',
    places: [
      ['here', outside, inspected],
      ['there', server, inspected],
    ],
    cause: 'encryption-inspected',
    side: 'server',
    certainty: 'certain',
    owner: ['server-software'],
    sentence: /nothing between/,
  },
  {
    says: 'one is turned away before the greeting, the other is let in: a rule for who comes',
    places: [
      ['here', outside, closed],
      ['hotspot', hotspot],
    ],
    cause: 'closed-before-greeting',
    side: 'place',
    certainty: 'certain',
    owner: ['server-configuration', 'network'],
    sentence: /hotspot is let in and here is not, so the server is up: an access list or a ban/,
  },
  {
    says: 'no port answers from one place only',
    places: [
      ['here', {}, silent],
      ['hotspot', hotspot],
    ],
    cause: 'host-unreachable',
    side: 'place',
    certainty: 'likely',
    sentence: /hotspot comes through/,
    wouldProve: /^Look from two places: no address of ours is known of here, so they may be one/,
  },
  {
    says: 'no port answers from one place only, and it is known that they are two places',
    places: [
      ['here', { own: '192.0.2.44' }, silent],
      ['hotspot', hotspot],
    ],
    cause: 'host-unreachable',
    side: 'place',
    certainty: 'certain',
    owner: ['network'],
    sentence: /hotspot comes through, so it is not the server: it is the network of here, or a rule/,
  },
  {
    says: 'neither look connected: nothing shows that they are two places',
    places: [
      ['before', {}, nameless],
      ['after', { started: '2026-11-22T15:40:00.000Z' }, nameless],
    ],
    cause: 'host-unknown',
    side: 'server',
    certainty: 'likely',
    sentence: /^Both places meet it/,
    wouldProve: /^Look from two places: no address of ours is known of either, so they may be one/,
  },
  {
    says: 'both looks came from one address: chance and time are not excluded',
    places: [
      ['before', outside, filtered],
      ['after', { ...outside, started: '2026-11-22T15:40:00.000Z' }],
    ],
    cause: 'passive-ports-filtered',
    side: 'place',
    certainty: 'likely',
    sentence: /after comes through/,
    wouldProve: /^Look from two places: before and after are looks from one address/,
  },
  {
    says: 'hours lie between the looks: somebody may have opened the ports meanwhile',
    places: [
      ['here', outside, filtered],
      ['there', { ...server, started: '2026-11-22T18:00:00.000Z' }],
    ],
    cause: 'passive-ports-filtered',
    side: 'between',
    certainty: 'likely',
    sentence: /not the server/,
    wouldProve: /within one hour/,
  },
]

for (const { says, places, cause, side, certainty, owner, sentence, wouldProve } of cases)
  t.test(says, t => {
    const report = joinPlaces(places.map(place => at(...place)))
    t.equal(report.cause, cause)
    t.equal(report.verdict.status, 'broken')
    t.equal(exitStatus(report), 1)
    const conclusion = concluded(report)
    t.match(conclusion, { side, certainty, sentence })
    const found = report.findings.find(({ id }) => id === cause)
    t.equal(found?.certainty, certainty === 'certain' ? 'certain' : found?.certainty)
    if (owner !== undefined) t.same(found?.owner, owner)
    if (wouldProve === undefined) t.notOk('wouldProve' in conclusion, 'nothing is left to prove')
    else t.match(found?.wouldProve, wouldProve)
    if (certainty === 'certain') {
      t.notMatch(`${found?.summary} ${report.verdict.sentence}`, /side or ours/)
      t.notOk(found !== undefined && 'wouldProve' in found)
    }
    t.end()
  })

const alone = (own: Partial<typeof certificate>): Recording =>
  recordingOf({
    observations: { certificate: { ...certificate, ...own }, login: null, work: null, matrix: null },
    cells: [['auth-tls|auth-ssl/*/*', { status: 'untested', reason: 'certificate-not-trusted' }]],
  })

t.test('what the server itself does shows from everywhere', t => {
  const expired = alone({
    chain: [{ ...leaf, validTo: '2026-10-01T00:00:00.000Z' }],
    verified: false,
    problem: 'CERT_HAS_EXPIRED',
  })
  const report = joinPlaces([at('here', outside, expired), at('there', server, expired)])
  const { side, certainty } = concluded(report, 'certificate-expired')
  t.same([side, certainty], ['server', 'certain'])
  t.end()
})

t.test('one is shown a certificate of somebody else', t => {
  const forged = alone({
    chain: [
      { ...leaf, sha256: 'cd'.repeat(32), issuer: 'CN=Proxy' },
      { ...leaf, subject: 'CN=Proxy', issuer: 'CN=Proxy', commonName: 'Proxy', names: [], selfSigned: true },
    ],
    verified: false,
    problem: 'SELF_SIGNED_CERT_IN_CHAIN',
  })
  const report = joinPlaces([at('here', outside, forged), at('hotspot', hotspot)])
  t.equal(report.cause, 'certificate-untrusted')
  const { side, certainty, sentence } = concluded(report)
  t.equal(side, 'place')
  t.match(sentence, /here was shown another certificate than hotspot/)
  t.equal(certainty, 'certain')
  t.match(report.joined?.remarks, [/here and hotspot were shown different certificates/])
  t.end()
})

t.test('nothing is concluded of what only one place looked at', t => {
  const report = joinPlaces([at('here', outside, closed), at('there', { ...server }, closed)])
  t.same(
    report.joined?.conclusions.map(({ id }) => id),
    ['closed-before-greeting'],
  )
  t.end()
})

t.test('healthy from everywhere is healthy', t => {
  const report = joinPlaces([at('here', outside), at('there', server)])
  t.equal(report.cause, null)
  t.equal(exitStatus(report), 0)
  t.end()
})

t.test('the place that fares worst is shown, wherever it stands in the line', t => {
  const report = joinPlaces([at('there', server), at('here', outside, filtered)])
  t.equal(report.place, 'here')
  t.same(
    report.joined?.places.map(({ place, stands, verdict }) => [place, stands, verdict]),
    [
      ['there', 'server', 'healthy'],
      ['here', 'outside', 'broken'],
    ],
  )
  t.end()
})

t.test('a joined report can be diagnosed again, and joined with one more', t => {
  const report = joinPlaces([at('here', outside, filtered), at('there', server)])
  const saved = JSON.parse(JSON.stringify(report)) as Report
  t.same(JSON.parse(JSON.stringify(diagnose(saved))), saved)
  const more = joinPlaces([{ place: 'saved', recording: saved }, at('hotspot', hotspot, filtered)])
  t.same(
    more.joined?.places.map(({ place }) => place),
    ['here', 'there', 'hotspot'],
  )
  t.equal(concluded(more).side, 'server-side')
  t.end()
})

t.test('one report alone is diagnosed as ever', t => {
  t.same(joinPlaces([{ place: 'x', recording: filtered }]), diagnose(filtered))
  t.end()
})

t.test('every finding is of a kind, and those that are named are there', t => {
  const kinds = new Set(findings.map(({ id, owner }) => kindOf({ id, owner: [...owner] })))
  t.same([...kinds].sort(), ['name', 'naming', 'own', 'trust', 'visitor', 'way'])
  t.end()
})
