import { changing, waitAny } from '../../src/engine/wait-any.js'
import type { Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import type { SessionLimit } from '../matrix.js'

/**
 * A firewall that drops one connection too many is met without an error: TCP says its SYN again (RFC 6298 §5) until one of
 * ours has gone. Where a connect took so long beside others, as many and one more are held on purpose, without a login: it
 * is a limit where one is not answered while the others stand, and is once they have gone.
 */
export async function lookBeside(tools: Tools): Promise<BesideLimit | undefined> {
  const { slowBeside } = tools.notebook
  const security = methodFor(tools)
  if (slowBeside === undefined || security === undefined) return undefined
  const held: Entered[] = []
  try {
    while (held.length <= slowBeside) {
      const dialling = tools.dial(security, tools.plan.of('beside'))
      if (await comesWithin(tools, dialling, tools.context.limits.silentLooks.crowdedConnect)) {
        held.push(await dialling)
        continue
      }
      const open = held.length
      await endAll(held)
      const last = await dialling
      await last.control?.close()
      return open > 0 && last.is === 'open' ? { open, at: 'connect', failure: 'timeout' } : undefined
    }
    return undefined
  } finally {
    await endAll(held)
  }
}

/** `open` of ours stood beside the one that was not answered. */
type BesideLimit = SessionLimit & { readonly open: number }

/** The one that says least. */
function methodFor({ seen }: Tools): Security | undefined {
  const auth = seen.of('auth')
  if (auth.status !== 'observed') return undefined
  const order: readonly Security[] = ['none', 'implicit']
  return order.find(security => auth.value.entries[security].status === 'open')
}

async function comesWithin({ context }: Tools, dialling: Promise<Entered>, ms: number): Promise<boolean> {
  let isUp = false
  const coming = dialling.then(() => {
    isUp = true
  })
  await waitAny(context, [changing(coming)], ms)
  return isUp
}

async function endAll(held: Entered[]): Promise<void> {
  await Promise.all(held.splice(0).flatMap(({ control }) => (control === undefined ? [] : [control.close()])))
}
