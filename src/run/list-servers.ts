import type { BundledServer } from '../../fixtures/running-server.js'

/** A bundled server as a list shows it. */
export interface ListedServer {
  readonly id: string
  /** The part of the id before the slash. */
  readonly family: string
  /** The first sentence of the story. */
  readonly summary: string
  readonly story: string
  readonly source: BundledServer['source']
  /** The finding that a diagnosis of it begins with; null where nothing is wrong. */
  readonly seed: string | null
  /** Where it can be shown; everywhere when not given. */
  readonly platforms?: readonly NodeJS.Platform[]
}

/** All bundled servers, by family and name. */
export async function listServers(): Promise<readonly ListedServer[]> {
  const { servers } = await import('../../fixtures/servers/index.js')
  return servers.map(({ id, story, source, seed, platforms }) => ({
    id,
    family: id.slice(0, id.indexOf('/')),
    summary: firstSentence(story),
    story,
    source,
    seed,
    ...(platforms === undefined ? {} : { platforms }),
  }))
}

/** Up to the first full stop that another sentence follows: `4.6.3` and `a.b` end none. */
export function firstSentence(text: string): string {
  return /^.*?[.!?](?= [^a-z])/s.exec(text)?.[0] ?? text
}
