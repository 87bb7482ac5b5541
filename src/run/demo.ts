import { limits, scaledDeadlines } from '../model/limits.js'
import type { Report } from '../model/report.js'
import { check } from './check.js'
import type { CheckOptions } from './check-options.js'

/** What the demo shows: a server, what it is about, and the finding that must come out. */
interface Scene {
  readonly server: string
  readonly finding: string
  readonly story: string
}

const filtered: Scene = {
  server: 'data/passive-ports-filtered',
  finding: 'passive-ports-filtered',
  story:
    'Here is a server behind a firewall that drops its ports for data:\ncustomers can log in, and nothing lists. What ftps-doctor says of it:',
}

const selfSigned: Scene = {
  server: 'tls/certificate-self-signed',
  finding: 'certificate-self-signed',
  story: 'Here is a server with a self-signed certificate. What ftps-doctor says of it:',
}

/** How much sooner than usual the demo gives up waiting: its server is on this machine. */
const nearness = 5

/** What the demo brought. */
export interface Shown {
  readonly story: string
  readonly report: Report
  /** The finding that this server is there for came out first. */
  readonly asExpected: boolean
}

/** Starts a bundled server on loopback and checks it as one would check a partner's. */
export async function demo(
  options: { readonly platform: NodeJS.Platform } & Pick<CheckOptions, 'signal' | 'onProgress'>,
): Promise<Shown> {
  const { platform, ...watching } = options
  // A firewall that drops can be imitated on Linux only.
  const { server: id, finding, story } = platform === 'linux' ? filtered : selfSigned
  const { startServer } = await import('../../fixtures/start-server.js')
  await using server = await startServer(id)
  const report = await check(server.host, {
    ...watching,
    port: server.port,
    user: server.user,
    password: server.password,
    ca: server.ca,
    caName: 'the demo authority',
    limits: scaledDeadlines(limits, nearness),
  })
  return { story, report, asExpected: report.cause === finding }
}
