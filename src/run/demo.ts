import { limits, scaledDeadlines } from '../model/limits.js'
import type { Report } from '../model/report.js'
import { check } from './check.js'

/** What the demo shows: a server, what it is about, and the finding that must come out. */
interface Scene {
  readonly server: string
  readonly finding: string
  readonly story: string
}

const filtered: Scene = {
  server: 'data/passive-ports-filtered',
  finding: 'passive-ports-filtered',
  story: 'A server whose ports for data are dropped by a firewall: customers can log in, but nothing lists.',
}

const selfSigned: Scene = {
  server: 'tls/certificate-self-signed',
  finding: 'certificate-self-signed',
  story: 'A server with a self-signed certificate: nothing proves who answers, so no password is sent.',
}

/** A firewall that drops can be imitated on Linux only. */
const scenes = (platform: NodeJS.Platform): readonly Scene[] =>
  platform === 'linux' ? [filtered, selfSigned] : [selfSigned]

/** How much sooner than usual the demo gives up waiting: its servers are on this machine. */
const nearness = 5

/** What one scene brought. */
export interface Shown {
  readonly story: string
  readonly report: Report
  /** The finding that this server is there for came out first. */
  readonly asExpected: boolean
}

/** Starts bundled servers on loopback and checks each as one would check a partner's. */
export async function* demo(options: {
  readonly platform: NodeJS.Platform
  readonly signal: AbortSignal
}): AsyncGenerator<Shown> {
  const { startServer } = await import('../../fixtures/start-server.js')
  for (const { server: id, finding, story } of scenes(options.platform)) {
    if (options.signal.aborted) return
    await using server = await startServer(id)
    const report = await check(server.host, {
      port: server.port,
      user: server.user,
      password: server.password,
      ca: server.ca,
      caName: 'the demo authority',
      limits: scaledDeadlines(limits, nearness),
      signal: options.signal,
    })
    yield { story, report, asExpected: report.cause === finding }
  }
}
