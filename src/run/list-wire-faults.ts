/** A fault of the wire as a list shows it. */
export interface ListedWireFault {
  readonly id: string
  /** One sentence; N is the number behind the equals sign. */
  readonly does: string
  /** What the number counts, and what it is where none is given. */
  readonly takes?: { readonly unit: string; readonly usual: number }
}

/** What a relay can do to what goes by, by id. */
export async function listWireFaults(): Promise<readonly ListedWireFault[]> {
  const { wireFaults } = await import('../../fixtures/start-relay.js')
  return wireFaults.map(({ id, does, takes }) => ({
    id,
    does,
    ...(takes === undefined ? {} : { takes: { unit: takes.unit, usual: takes.usual } }),
  }))
}
