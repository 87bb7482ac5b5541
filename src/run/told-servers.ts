import type { BundledServer } from '../../fixtures/running-server.js'
import { folded } from '../model/way-patterns.js'
import { readExpectations } from './expectations.js'
import { firstSentence } from './list-servers.js'

/** A bundled server as its page tells of it. */
export type ToldServer = BundledServer & {
  /** The first sentence of the story. */
  readonly summary: string
  /** What a check of it comes to; absent until `regress --update` wrote that. */
  readonly expected?: {
    readonly verdict: string
    /** Finding to severity, certainty and what it follows from; in order of rank. */
    readonly findings: Readonly<Record<string, string>>
    /** Outcome to the ways that end so. */
    readonly ways: Readonly<Record<string, readonly string[]>>
  }
}

/** What the pages of the bundled servers are made of. */
export async function toldServers(): Promise<readonly ToldServer[]> {
  const { servers } = await import('../../fixtures/servers/index.js')
  const behaviours = readExpectations()
  return servers.map(server => {
    const behaviour = behaviours.get(server.id)
    return {
      ...server,
      summary: firstSentence(server.story),
      ...(behaviour && {
        expected: {
          verdict: behaviour.verdict,
          findings: behaviour.findings,
          ways: folded(behaviour.ways),
        },
      }),
    }
  })
}
