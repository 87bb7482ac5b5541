/** `ftps-doctor check` run where the client is, in a network of a test's own, against a server of some product. */
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Report } from '../../src/model/report.js'
import { publicServer, type Network } from './namespaces.js'
import { checkout, skipUnless, type Need } from './needs.js'
import type { Place, RealServer } from './real.js'
import { startProftpd, startPureFtpd, startPyftpdlib, startVsftpd } from './real-products.js'
import { repeats } from './soak.js'

export type Nodes = 'client' | 'router' | 'server'

/** A passive range as administrators have it: large enough that one open port of it is hardly ever met. */
export const passive = [50_000, 50_099] as const
export const passiveRange = passive.join('-')

export interface Product {
  readonly name: string
  start(place: Place): Promise<RealServer>
}

export const products: readonly Product[] = [
  { name: 'vsftpd', start: place => startVsftpd({}, place) },
  { name: 'ProFTPD', start: place => startProftpd({}, place) },
  { name: 'Pure-FTPd', start: place => startPureFtpd(2, place) },
  { name: 'pyftpdlib', start: place => startPyftpdlib({ tls_control_required: true }, place) },
]

/** All that the products and the networks need. */
export const needs: readonly Need[] = [
  ...(['namespaces', 'root', 'vsftpd', 'proftpd', 'pure-ftpd', 'pure-pw', 'pyftpdlib'] as const),
]

export type Break = (network: Network<Nodes>, t: Test) => Promise<void>

/** One fault of a network or a server, and what the check must say of it. */
export interface Fault {
  readonly says: string
  network(): Promise<Network<Nodes>>
  /** Where the server is, and where clients dial it; the public address where nothing else is said. */
  readonly place?: Place
  readonly host?: string
  /** Who looks: the client where nothing else is said. */
  readonly from?: Nodes
  /** Only this product shows it. */
  readonly product?: Product
  /** Breaks the healthy network, once the server greets. */
  readonly break?: Break
  readonly options?: readonly string[]
  /** Near to another one of its file: seen in the soak alone (`npm run soak`), since CI has so much time. */
  readonly soak?: true
  /** `log` is what the server wrote of it. */
  judge(t: Test, report: Report, log: string): void
}

/** Each fault once; repeated (`npm run soak`), each time with the next product, and always with the same cause. */
export function testFaults(faults: readonly Fault[]): void {
  // They wait much and compute little.
  t.jobs = 6
  const skip = skipUnless(...needs)
  for (const [index, fault] of faults.entries())
    for (let n = fault.soak === true && repeats === 1 ? 1 : 0; n < repeats; n++) {
      const product = fault.product ?? products[(index + n) % products.length]
      if (product === undefined) throw new RangeError('no product')
      void t.test(`${product.name}: ${fault.says}`, { skip }, async t => {
        const { report, log } = await lookAt(t, fault, product)
        fault.judge(t, report, log)
      })
    }
}

async function lookAt(
  t: Test,
  fault: Fault,
  product: Product,
): Promise<{ readonly report: Report; readonly log: string }> {
  const network = await fault.network()
  t.teardown(() => network.close())
  const { place, host = publicServer } = fault
  const names = [host, publicServer]
  const at = { namespace: network.namespace('server'), address: publicServer, port: 21, passive, names }
  const server = await product.start({ ...at, ...place })
  t.teardown(() => server.close())
  await fault.break?.(network, t)
  const { status, report } = await checkFrom(network, { ...server, host }, fault)
  t.same(report.faults, [], 'nothing of ours crashed')
  t.ok(report.duration < 115, `it kept to its time (${report.duration} s)`)
  t.equal(status, report.findings.some(({ severity }) => severity === 'error') ? 1 : 0)
  return { report, log: await server.log() }
}

interface Result {
  readonly status: number | null
  readonly report: Report
}

/** Runs `ftps-doctor check` where the client is, or the node that a fault names. */
export async function checkFrom(
  network: Network<Nodes>,
  server: Pick<RealServer, 'host' | 'user' | 'password' | 'ca'>,
  { from = 'client', options: extra = [] }: Pick<Fault, 'from' | 'options'>,
): Promise<Result> {
  const ca = join(tmpdir(), `ftps-doctor-ca-${randomUUID()}.pem`)
  await writeFile(ca, server.ca)
  try {
    const program = [process.execPath, join(checkout, 'dist/src/cli/main.js')]
    const options = ['--user', server.user, '--ca', ca, '--reporter', 'json', ...extra]
    const password = { FTPS_DOCTOR_PASSWORD: server.password }
    const command = [...program, 'check', server.host, ...options]
    const { status, stdout, stderr } = await network.exec(from, command, password)
    if (!stdout.startsWith('{')) throw new Error(`no report, exit ${status}: ${stderr}`)
    return { status, report: JSON.parse(stdout) as Report }
  } finally {
    await rm(ca, { force: true })
  }
}

export const errorsOf = ({ findings }: Report): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ id }) => id)

/** The first cause is this, the ordinary client is stopped, and nothing is said of whose side that is not known. */
export function isCause(t: Test, report: Report, id: string, summary?: RegExp): void {
  t.equal(report.cause, id)
  t.equal(report.verdict.status, 'broken')
  if (summary !== undefined) t.match(report.findings[0]?.summary, summary)
}

export function isHealthy(t: Test, report: Report): void {
  t.same(errorsOf(report), [])
  t.equal(report.verdict.status, 'healthy')
}
