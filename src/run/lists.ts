/** One thing of a list: its id, and what it is in words. */
export interface Listed {
  readonly id: string
  readonly title: string
}

/** What can be listed of a run's parts, each loaded only when it is asked for. */
export const lists: Readonly<Record<string, () => Promise<readonly Listed[]>>> = {
  probes: async () => titled((await import('../../probes/index.js')).probes),
  findings: async () => titled((await import('../findings/index.js')).findings),
  servers: async () =>
    (await import('../../fixtures/servers/index.js')).servers.map(({ id, story }) => ({ id, title: story })),
}

/** Of each only what a list shows. */
export function titled(things: readonly Listed[]): readonly Listed[] {
  return things.map(({ id, title }) => ({ id, title }))
}
