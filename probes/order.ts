import type { Probe, Tools } from '../src/engine/tools.js'
import type { TransferFacts } from '../src/engine/transfer-types.js'
import type { CellStatus } from '../src/model/cell.js'
import { cellId, type CellId, type Way } from '../src/model/matrix.js'
import { observed, untested, type Observation } from '../src/model/observation.js'
import type { Reply } from '../src/model/reply.js'
import {
  ownCommands,
  OwnSession,
  protectedWay,
  whyNoSession,
  type OwnLook,
} from './resumption/own-session.js'

/** One protected transfer, and where its preliminary reply stood. */
export interface OrderLook {
  readonly status: CellStatus
  readonly reply?: Reply
  /** 150 or 125 (RFC 959 §5.4): before the handshake on the data connection was over, behind it, or never. */
  readonly preliminary: 'before' | 'behind' | 'none'
  /** Seconds from the command to it. */
  readonly seconds?: number
}

/** The same transfer with our hello at once, and with the hello withheld. */
export interface Order {
  readonly way: CellId
  readonly atOnce: OrderLook
  readonly withheld: OrderLook
  /** Seconds for which it was withheld. */
  readonly withheldFor: number
}

declare module '../src/model/seen.js' {
  interface Values {
    readonly order: Order
  }
}

/** Only where the table met a server that shakes hands first: whether it is late, or waits for the hello (RFC 959 §5.4, RFC 4217 §7). */
export const probe: Probe<'order'> = {
  id: 'order',
  title: 'The preliminary reply, with the hello withheld',
  references: ['RFC 959 §5.4', 'RFC 4217 §7'],
  needs: ['matrix'],
  after: ['resumption'],
  plan: wishes => {
    const commands = ownCommands(wishes)
    const note = 'only where the server was seen to say 150 behind the handshake'
    return commands && { connections: 0, dataConnections: 0, commands, note }
  },
  async observe(tools) {
    const way = protectedWay(tools)
    if (way === undefined) return untested('needs-working-cell')
    if (!tools.notebook.handshakeFirst) return untested('not-needed')
    const own = new OwnSession(tools, way, 'order')
    try {
      return await lookTwice(tools, own, way)
    } finally {
      await own.end()
    }
  },
  stable: ({ atOnce, withheld }) => ({ atOnce: stableLook(atOnce), withheld: stableLook(withheld) }),
}

async function lookTwice(tools: Tools, own: OwnSession, way: Way): Promise<Observation<Order>> {
  const { withheldHello } = tools.context.limits.silentLooks
  const atOnce = await own.transfer()
  if (!('cell' in atOnce)) return untested(whyNoSession(atOnce))
  const withheld = await own.transfer({ preliminaryMs: withheldHello })
  if (!('cell' in withheld)) return untested(whyNoSession(withheld))
  return observed(
    {
      way: cellId(way),
      atOnce: lookOf(atOnce),
      withheld: lookOf(withheld),
      withheldFor: withheldHello / 1000,
    },
    [...atOnce.cell.evidence, ...withheld.cell.evidence],
  )
}

function lookOf({ cell, facts }: OwnLook): OrderLook {
  const { status, reply } = cell
  return {
    status,
    ...(reply === undefined ? {} : { reply }),
    preliminary: placeOf(facts),
    ...(facts?.preliminarySeconds === undefined ? {} : { seconds: facts.preliminarySeconds }),
  }
}

function placeOf(facts: TransferFacts | undefined): OrderLook['preliminary'] {
  if (facts?.preliminary === undefined) return 'none'
  return facts.handshakeBeforePreliminary ? 'behind' : 'before'
}

function stableLook({ status, preliminary, reply }: OrderLook): string {
  return [status, preliminary, reply?.code].filter(word => word !== undefined).join(' ')
}
