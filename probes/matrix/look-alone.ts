import type { SeenCell } from '../../src/model/cell.js'
import { cellIds, isPassive, wayOf } from '../../src/model/matrix.js'
import { replyClass } from '../../src/model/reply.js'
import { compareSteps } from '../../src/model/step.js'
import { undetermined } from './cell-of.js'
import { Lane } from './lane.js'
import { isLoginSeenToFail } from './login-seen.js'
import { isTired, type Table } from './look-at-way.js'
import { isCrowdedOut } from './set-up-refused.js'

const aloneLane = 18

/**
 * The second look at what failed, on sessions of their own, with no other session of ours beside it: one way for each
 * kind of failure. Where it comes out otherwise, every way of that kind is looked at alone, since our own sessions may
 * have disturbed the first look (pyftpdlib 1.5.7 loses data connections so; a passive range of one port is another).
 */
export async function lookAgainAlone(table: Table, inCompany: boolean): Promise<void> {
  table.company.isOver = true
  for (const [kind, [first, ...others]] of doubtfulKinds(table)) {
    if (first === undefined) continue
    const again = await lookOnce(table, first)
    if (again === undefined) return
    if (kindOf(again) === kind) continue
    settle(table, await surely(table, first, again, inCompany))
    for (const cell of others) {
      const alone = await lookOnce(table, cell)
      settle(
        table,
        alone === undefined ? undetermined(cell, again) : await surely(table, cell, alone, inCompany),
      )
    }
  }
}

/** A look in company counts for nothing against two that were made alone and agree. */
async function surely(
  table: Table,
  first: SeenCell,
  second: SeenCell,
  inCompany: boolean,
): Promise<SeenCell> {
  if (kindOf(second) === kindOf(first)) return first
  const third = inCompany ? await lookOnce(table, first) : undefined
  return third !== undefined && kindOf(third) === kindOf(second) ? second : undetermined(first, second)
}

function doubtfulKinds(table: Table): ReadonlyMap<string, readonly SeenCell[]> {
  const kinds = new Map<string, SeenCell[]>()
  for (const id of cellIds) {
    const cell = table.tools.notebook.cells.get(id)
    if (
      cell === undefined ||
      !(isDoubtful(cell) || isCrowdedOut(table, cell)) ||
      isTired(table, wayOf(cell.id)) ||
      isLoginSeenToFail(table.tools, cell)
    )
      continue
    kinds.set(kindOf(cell), [...(kinds.get(kindOf(cell)) ?? []), cell])
  }
  return kinds
}

/** What was decided after login by the wire, or by a reply that calls itself transient (RFC 959 §4.2.1: 4yz). */
function isDoubtful({ status, step, failure, reply, sharedWith }: SeenCell): boolean {
  if (step === undefined || sharedWith !== undefined || compareSteps(step, 'login') < 0) return false
  if (status === 'fails') return failure !== 'wrong-wire-form'
  return status === 'refused' && reply !== undefined && replyClass(reply) === 4
}

/** A port that nobody answers and one that is said to be unreachable are one kind: which it is may depend on our patience. */
function kindOf({ mode, status, step, failure, reply }: SeenCell): string {
  const how = step === 'data-connect' && failure === 'unreachable' ? 'timeout' : failure
  return [isPassive(mode) ? 'passive' : 'active', status, step, how, reply?.code].join(' ')
}

function settle(table: Table, cell: SeenCell): void {
  table.tools.notebook.cells.set(cell.id, cell)
}

async function lookOnce(table: Table, cell: SeenCell): Promise<SeenCell | undefined> {
  const { security, protection } = cell
  const lane = new Lane(table, { index: aloneLane, security, levels: [protection], port: cell.port })
  return lane.lookOnce(wayOf(cell.id))
}
