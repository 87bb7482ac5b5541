import type { SeenCell } from '../../src/model/cell.js'
import { wayOf, type CellId, type Security } from '../../src/model/matrix.js'
import type { Span } from '../../src/model/transcript.js'
import { Lane } from './lane.js'
import type { Table } from './look-at-way.js'

/** What one way brought in the table, and what it brought when it was looked at again; absent where that did not work. */
export interface LengthLook {
  readonly way: CellId
  readonly bytes: number
  readonly again?: number
}

/** Two ways of one method that brought different numbers of bytes with the same command, looked at again alone, in this order. */
export interface LengthsCompared {
  readonly short: LengthLook
  readonly long: LengthLook
  readonly evidence: readonly Span[]
}

const lengthsLane = 16

/** A password does not go out in clear again where another method shows the same. */
const order: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl', 'none']

/**
 * Ways that came to their end, and some with less than others: the server cuts them short, or somebody works in the folder.
 * A folder that has changed since is as short, or as long, for both.
 */
export async function compareLengths(table: Table): Promise<LengthsCompared | undefined> {
  const pair = unequalPair([...table.tools.notebook.cells.values()])
  if (pair === undefined) return undefined
  const [short, long] = pair
  const shortAgain = await lookOnce(table, short)
  const longAgain = await lookOnce(table, long)
  return {
    short: lengthOf(short, shortAgain),
    long: lengthOf(long, longAgain),
    evidence: [shortAgain, longAgain].flatMap(cell => cell?.evidence ?? []),
  }
}

function unequalPair(cells: readonly SeenCell[]): readonly [SeenCell, SeenCell] | undefined {
  for (const security of order) {
    const ended = cells.filter(
      cell => cell.security === security && cell.status === 'works' && isMeasured(cell),
    )
    const byLength = [...ended].sort((a, b) => (a.bytes ?? 0) - (b.bytes ?? 0))
    const [short, long] = [byLength[0], byLength.at(-1)]
    if (short !== undefined && long !== undefined && short.bytes !== long.bytes) return [short, long]
  }
  return undefined
}

function isMeasured({ bytes, ended }: SeenCell): boolean {
  return bytes !== undefined && ended !== 'cut-by-us'
}

function lengthOf({ id, bytes = 0 }: SeenCell, again: SeenCell | undefined): LengthLook {
  const isAgain = again?.status === 'works' && again.bytes !== undefined
  return { way: id, bytes, ...(isAgain ? { again: again.bytes } : {}) }
}

async function lookOnce(
  table: Table,
  { id, security, protection, port }: SeenCell,
): Promise<SeenCell | undefined> {
  const lane = new Lane(table, { index: lengthsLane, security, levels: [protection], port })
  return lane.lookOnce(wayOf(id))
}
