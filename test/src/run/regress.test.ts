/** Every bundled server against what it is expected to show, and that what has changed is seen. */
import { Ajv } from 'ajv'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import { servers } from '../../../fixtures/servers/index.js'
import { ExpectationSchema, type Behaviour } from '../../../src/model/expectation.js'
import { cellIds, type CellId } from '../../../src/model/matrix.js'
import { readExpectations, sourceFolder, writeExpectations } from '../../../src/run/expectations.js'
import type { regress as regressFunction } from '../../../src/run/regress.js'
import { driftOf } from '../../../src/run/regress/drift.js'
import { folded, unfolded } from '../../../src/model/way-patterns.js'
import { filesIn, textOf } from '../../structure/imports.js'

// The built one, as the tests of the command line: its threads would each have to compile the sources anew.
const built = new URL('../../../dist/src/run/regress.js', import.meta.url)
const { regress } = (await import(built.href)) as { readonly regress: typeof regressFunction }

const expectations = readExpectations()
const compliant = expectations.get('matrix/compliant') as Behaviour

t.test('every bundled server shows what is expected of it', async t => {
  const compared = await regress()
  t.same(
    compared.map(({ server }) => server),
    servers.map(({ id }) => id).sort(),
  )
  for (const one of compared) {
    if (one.is === 'skipped') t.comment(`${one.server}: ${one.reason}`)
    else t.match(one, { is: 'same' }, one.server)
  }
})

t.test('a server that has changed is told, with what changed', async t => {
  const [one] = await regress({ ids: ['matrix/compliant'], faults: { serverCertificate: 'expired' } })
  t.match(one, { server: 'matrix/compliant', is: 'different' })
  const drift = one !== undefined && 'drift' in one ? one.drift : []
  for (const sentence of [
    'the verdict: expected "healthy", seen "broken"',
    'finding certificate-expired: expected nothing, seen "error, certain"',
    'observation certificate.verified: expected true, seen false',
  ])
    t.ok(drift.includes(sentence), sentence)
  t.ok(drift.some(line => line.startsWith('implicit,auth-tls/P/*: expected "works tls')))
})

t.test('one way, one finding, one observation: each is seen alone', t => {
  const way = { ...compliant.ways, 'auth-tls/P/PASV': 'fails data-connect timeout' }
  t.same(driftOf({ ...compliant, ways: way }, compliant), [
    'auth-tls/P/PASV: expected "fails data-connect timeout", seen ' +
      `"${compliant.ways['auth-tls/P/PASV']}"`,
  ])
  const findings = Object.fromEntries(Object.entries(compliant.findings).reverse())
  t.match(driftOf({ ...compliant, findings }, compliant), [/^the order of the findings: expected "/])
  const more = { 'listing-empty': 'warning, likely', ...compliant.findings }
  t.same(driftOf({ ...compliant, findings: more }, compliant), [
    'finding listing-empty: expected "warning, likely", seen nothing',
  ])
  const observations = { ...compliant.observations, 'login.replies': ['USER 230'] }
  t.same(driftOf(compliant, { ...compliant, observations }), [
    'observation login.replies: expected ["USER 331","PASS 230"], seen ["USER 230"]',
  ])
  t.match(driftOf(compliant, { ...compliant, undetermined: ['host-unknown'] }), [/host-unknown cannot be/])
  t.same(driftOf(compliant, compliant), [])
  t.end()
})

t.test(
  'ids: near ones for an unknown, a platform that does not fit, a server that is new or gone',
  async t => {
    await t.rejects(regress({ ids: ['matrix/complaint'] }), {
      name: 'UsageError',
      message: /near it: matrix\/compliant/,
    })
    const filtered = ['data/passive-ports-filtered']
    t.match(await regress({ ids: filtered, platform: 'win32' }), [
      { is: 'skipped', reason: 'it can be shown on linux only' },
    ])
    const none = { platform: 'win32', expectations: new Map() } as const
    t.match(await regress({ ids: ['tls/certificate-self-signed'], ...none }), [{ is: 'new' }])
  },
)

t.test('an interruption ends it at once', async t => {
  const compared = await regress({ signal: AbortSignal.abort() })
  t.same(compared, [])
})

t.test('ways fold and unfold', t => {
  const table = fc.tuple(...cellIds.map(() => fc.constantFrom('works tls', 'refused prot 536', 'fails')))
  fc.assert(
    fc.property(table, outcomes => {
      const ways = Object.fromEntries(cellIds.map((id, at) => [id, outcomes[at]])) as Record<CellId, string>
      t.strictSame(unfolded(folded(ways)), ways)
    }),
    { numRuns: 50 },
  )
  t.end()
})

t.test('the files: as the schema has them, and as --update would write them', t => {
  const validate = new Ajv().compile(ExpectationSchema)
  const folder = mkdtempSync(join(tmpdir(), 'ftps-doctor-expected-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const target = pathToFileURL(`${folder}/expected/`)
  writeExpectations(target, expectations)
  t.strictSame([...readExpectations(target)], [...expectations])
  const files = filesIn('fixtures/expected', '.json')
  t.equal(files.length, expectations.size)
  for (const path of files) {
    t.ok(validate(JSON.parse(textOf(path))), `${path}: ${JSON.stringify(validate.errors)}`)
    const written = readFileSync(join(folder, path.slice('fixtures/'.length)), 'utf8')
    t.equal(written, textOf(path), path)
  }
  t.match(sourceFolder()?.pathname, /\/fixtures\/expected\/$/)
  t.end()
})
