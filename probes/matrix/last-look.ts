import { cellId, ways, type CellId } from '../../src/model/matrix.js'
import type { Reply } from '../../src/model/reply.js'
import type { Step } from '../../src/model/step.js'
import { Lane } from './lane.js'
import type { Table } from './look-at-way.js'
import { mayBeUsedUp } from './set-up-refused.js'

/** The first working way, tried once more at the end. */
export interface LastLook {
  readonly cell: CellId
  readonly works: boolean
  /** Where it ended, unless it works. */
  readonly step?: Step
  readonly reply?: Reply
}

const lastLane = 19

/** Where something failed, or nobody is let in any more, the first working way is tried once more: a ban or an exhausted range that we caused is found so. */
export async function lastLook(table: Table): Promise<LastLook | undefined> {
  const { cells } = table.tools.notebook
  const failed = [...cells.values()].some(
    cell => (cell.status === 'fails' && cell.step !== 'connect') || mayBeUsedUp(table, cell),
  )
  const way = ways.find(candidate => cells.get(cellId(candidate))?.status === 'works')
  if ((!failed && table.closedDoor === undefined) || way === undefined) return undefined
  const { security, protection } = way
  const port = cells.get(cellId(way))?.port ?? null
  const again = await new Lane(table, { index: lastLane, security, levels: [protection], port }).lookOnce(way)
  if (again === undefined) return undefined
  const reply = again.reply === undefined ? {} : { reply: again.reply }
  const step = again.step === undefined ? {} : { step: again.step }
  return { cell: cellId(way), works: again.status === 'works', ...step, ...reply }
}
