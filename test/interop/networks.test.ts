/** What NAT and firewalls do to a healthy server, and that they are told as what they are; by the command line, which runs where the client is. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { Report } from '../../src/model/report.js'
import { makeNetwork, natNetwork, publicServer, rule, type Network } from '../support/namespaces.js'
import { checkout, skipUnless } from '../support/needs.js'
import type { RealServer } from '../support/real.js'
import { startVsftpd } from '../support/real-products.js'

const passive = [50_000, 50_019] as const
const skip = skipUnless('namespaces', 'root', 'vsftpd')

type Nodes = 'client' | 'server'

interface Result {
  readonly status: number | null
  readonly report: Report
}

/** Runs `ftps-doctor check` in the client's namespace. */
async function checkFrom(network: Network<Nodes>, server: RealServer, folder: string): Promise<Result> {
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, server.ca)
  const program = [process.execPath, join(checkout, 'dist/src/cli/main.js')]
  const options = ['--user', server.user, '--ca', ca, '--reporter', 'json']
  const password = { FTPS_DOCTOR_PASSWORD: server.password }
  const { status, stdout, stderr } = await network.exec(
    'client',
    [...program, 'check', server.host, ...options],
    password,
  )
  if (!stdout.startsWith('{')) throw new Error(`no report, exit ${status}: ${stderr}`)
  return { status, report: JSON.parse(stdout) as Report }
}

const errorsOf = ({ findings }: Report): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)

const startServer = (network: Network<Nodes>): Promise<RealServer> =>
  startVsftpd(
    {},
    {
      namespace: network.namespace('server'),
      address: publicServer,
      port: 21,
      passive,
      names: [publicServer],
    },
  )

t.jobs = 2

void t.test('a healthy server seen from behind NAT is healthy', { skip }, async t => {
  const network = await natNetwork()
  t.teardown(() => network.close())
  const server = await startServer(network)
  t.teardown(() => server.close())
  const { status, report } = await checkFrom(network, server, t.testdir())
  t.same(errorsOf(report), [])
  t.equal(report.verdict.status, 'healthy')
  t.equal(status, 0)
})

const walls = [
  { where: 'server', hook: 'input', drops: `${passive[0]}-${passive[1]}` },
  { where: 'client', hook: 'output', drops: '1024-65535' },
] as const

for (const { where, hook, drops } of walls) {
  void t.test(
    `a filter on the side of the ${where} is told as a filter of unknown side`,
    { skip },
    async t => {
      const network = await natNetwork()
      t.teardown(() => network.close())
      const server = await startServer(network)
      t.teardown(() => server.close())
      await network.filter(where, rule(hook, `tcp dport ${drops} drop`))
      const { status, report } = await checkFrom(network, server, t.testdir())
      t.equal(report.cause, 'passive-ports-filtered')
      t.equal(report.verdict.status, 'broken')
      t.equal(status, 1)
      const found = report.findings.find(({ id }) => id === 'passive-ports-filtered')
      t.same(found?.owner, ['network'])
      t.match(
        `${found?.summary} ${found?.wouldProve}`,
        /side|place|hotspot/,
        'whose it is needs a second place',
      )
    },
  )
}

void t.test('a dropped 990 accuses nobody', { skip }, async t => {
  const network = await direct()
  t.teardown(() => network.close())
  const server = await startServer(network)
  t.teardown(() => server.close())
  await network.filter('server', rule('input', 'tcp dport 990 drop'))
  const { status, report } = await checkFrom(network, server, t.testdir())
  t.same(errorsOf(report), [])
  t.equal(report.verdict.status, 'healthy')
  t.equal(status, 0)
})

/** Client and server on one wire, both at documentation addresses. */
const direct = (): Promise<Network<Nodes>> =>
  makeNetwork<Nodes>({
    nodes: ['client', 'server'],
    links: [
      {
        a: { node: 'client', address: '203.0.113.8/24' },
        b: { node: 'server', address: `${publicServer}/24` },
      },
    ],
  })
