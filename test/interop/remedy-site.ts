/** Starts a real server with the mistake of a row, and looks at it from where its clients are. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { check } from '../../src/run/check.js'
import type { Report } from '../../src/model/report.js'
import { certificatesOfIntermediate, flawedCertificates, type Certificates } from '../support/certificates.js'
import { mergeSettings } from '../support/merge-settings.js'
import { makeNetwork, publicServer, rule, type Network } from '../support/namespaces.js'
import { checkout, type Need } from '../support/needs.js'
import { takePorts, type PortBlock } from '../support/ports.js'
import { account, type Place, type RealServer } from '../support/real.js'
import { startProftpd, startPureFtpd, startPyftpdlib, startVsftpd } from '../support/real-products.js'
import type { Row } from './remedy-rows.js'

type Nodes = 'client' | 'router' | 'server'

const starts: Readonly<Record<Row['product'], (place: Place) => Promise<RealServer>>> = {
  vsftpd: place => startVsftpd({}, place),
  ProFTPD: place => startProftpd({}, place),
  'Pure-FTPd': place => startPureFtpd(3, place),
  pyftpdlib: place => startPyftpdlib({ tls_control_required: true, tls_data_required: true }, place),
}

export const needs: Readonly<Record<Row['product'], readonly Need[]>> = {
  vsftpd: ['root', 'namespaces', 'vsftpd'],
  ProFTPD: ['root', 'namespaces', 'proftpd'],
  'Pure-FTPd': ['root', 'namespaces', 'pure-ftpd', 'pure-pw'],
  pyftpdlib: ['root', 'namespaces', 'pyftpdlib'],
}

/** Where a row's server lives, mistake or not; `ssl` is the folder with the good certificates. */
export class Site implements AsyncDisposable {
  private constructor(
    private readonly row: Row,
    private readonly ssl: string,
    private readonly network: Network<Nodes> | undefined,
    private readonly flawed: Certificates | undefined,
    private readonly ports: PortBlock,
  ) {}

  static async build(row: Row, ssl: string): Promise<Site> {
    const network = row.place === undefined ? undefined : await networkOf(row.place)
    const flawed = row.flaw === undefined ? undefined : await flawedCertificates(row.flaw)
    return new Site(row, ssl, network, flawed, await takePorts())
  }

  /** Starts the server with the mistake and then these lines in its configuration, looks at it, and ends it. */
  look(when: 'before' | 'after', lines = ''): Promise<Report> {
    return this.serve(when, lines, server => this.check(server))
  }

  async serve<Result>(
    when: 'before' | 'after',
    lines: string,
    use: (server: RealServer) => Promise<Result>,
  ): Promise<Result> {
    const { product, mistake = '', implicit } = this.row
    const server = await starts[product]({
      ...this.#place(),
      implicit: implicit === when,
      edit: (text, setup) => {
        const mistaken = mergeSettings(product, text, mistake)
        return mergeSettings(product, mistaken, asReaderWould(lines, setup))
      },
    })
    try {
      return await use(server)
    } finally {
      await server.close()
    }
  }

  /** What a client has to trust to come through: the root, or the certificate that signed itself. */
  authority({ ca }: RealServer): string {
    return this.flawed?.ca ?? ca
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ports.release()
    await this.network?.close()
  }

  #place(): Place {
    const { place } = this.row
    return {
      ...{ port: this.ports.port, passive: this.ports.passive },
      mounts: [
        [this.ssl, '/etc/ssl'],
        ...(place === 'no-shells' ? [['/dev/null', '/etc/shells'] as const] : []),
      ],
      ...(place === 'homeless' && { homeless: true }),
      ...(place === 'elsewhere' && { address: '127.0.0.2' }),
      ...(this.flawed && { certificate: this.flawed }),
      ...(this.network && {
        namespace: this.network.namespace('server'),
        ...{ address: publicServer, names: [publicServer], port: 21, passive: [50_000, 50_100] },
      }),
    }
  }

  async check({ host, port, user, password, ca }: RealServer): Promise<Report> {
    if (this.network !== undefined)
      return checkInside(this.network, { host, user, password, ca: join(this.ssl, 'root.pem') })
    const here = this.row.place === 'elsewhere' ? '127.0.0.1' : host
    return check(here, { port, implicitPort: port, user, password, ca, ...this.row.options })
  }
}

/** What only the reader of a remedy knows: where things are, and the password. */
function asReaderWould(
  lines: string,
  { folder, home }: { readonly folder: string; readonly home: string },
): string {
  return lines
    .replace('/etc/pure-ftpd/pureftpd.pdb', join(folder, 'users.pdb'))
    .replace('/srv/ftp', home)
    .replace('PASSWORD', account.password)
}

/** `ca` is a file here. */
type Login = Pick<RealServer, 'host' | 'user' | 'password' | 'ca'>

/** By the command line, which runs where the client is. */
async function checkInside(network: Network<Nodes>, { host, user, password, ca }: Login): Promise<Report> {
  const program = [process.execPath, join(checkout, 'dist/src/cli/main.js'), 'check', host]
  const options = ['--user', user, '--ca', ca, '--reporter', 'json']
  const environment = { FTPS_DOCTOR_PASSWORD: password }
  const { status, stdout, stderr } = await network.exec('client', [...program, ...options], environment)
  if (!stdout.startsWith('{')) throw new Error(`no report, exit ${status}: ${stderr}`)
  return JSON.parse(stdout) as Report
}

const wall = (otherwise: string): string =>
  rule(
    'input',
    `ct state established accept\n  tcp dport { 21, 990, 50000-50100 } accept\n  meta l4proto tcp ${otherwise}`,
  )

async function networkOf(place: NonNullable<Row['place']>): Promise<Network<Nodes> | undefined> {
  switch (place) {
    case 'homeless':
    case 'no-shells':
    case 'elsewhere':
      return undefined
    case 'public':
      return routed()
    case 'drops':
      return routed({ server: wall('drop') })
    case 'rejects':
      return routed({ server: wall('reject with tcp reset') })
    case 'translated':
      return routed({ router: rule('postrouting', 'oifname eth1 masquerade') })
  }
}

/** A client and a server, both public; the router knows the way to both, so that translation is a choice. */
function routed(filters: Partial<Record<Nodes, string>> = {}): Promise<Network<Nodes>> {
  return makeNetwork<Nodes>({
    nodes: ['client', 'router', 'server'],
    links: [
      {
        a: { node: 'client', address: '198.51.100.2/24' },
        b: { node: 'router', address: '198.51.100.1/24' },
      },
      {
        a: { node: 'router', address: '203.0.113.1/24' },
        b: { node: 'server', address: `${publicServer}/24` },
      },
    ],
    gateways: { client: '198.51.100.1', server: '203.0.113.1' },
    routers: ['router'],
    filters,
  })
}

/** The good certificates where the remedies say that they are. */
export async function makeSsl(folder: string): Promise<string> {
  const { ca, certificate, key, issuers } = await certificatesOfIntermediate()
  const files = {
    'root.pem': ca,
    'certs/ftp-fullchain.pem': certificate + issuers,
    'certs/ftp.pem': certificate,
    'certs/ftp-chain.pem': issuers,
    'private/ftp.key': key,
    'private/pure-ftpd.pem': key + certificate + issuers,
  }
  for (const name of ['certs', 'private']) await mkdir(join(folder, name), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 })
  return folder
}
