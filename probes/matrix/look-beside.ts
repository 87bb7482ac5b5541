import { changing, waitAny } from '../../src/engine/wait-any.js'
import { evidenceOf, type Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import type { Span } from '../../src/model/transcript.js'

/** One connection too many: `open` others stood, and it was not answered until they had gone. */
export interface DroppedBeside {
  readonly open: number
  readonly evidence: readonly Span[]
}

/**
 * A firewall that drops one connection too many is met without an error: TCP says its SYN again (RFC 6298 §5) until one of
 * ours has gone. Where a connect took so long beside others, as many and one more are held on purpose, without a login: it
 * is a limit where one is not answered while the others stand, and is once they have gone; and so a second time, since
 * SYNs get lost.
 */
export async function lookBeside(tools: Tools): Promise<DroppedBeside | undefined> {
  const { slowBeside } = tools.notebook
  const security = methodFor(tools)
  if (slowBeside === undefined || security === undefined) return undefined
  // No more than the user lets us have at one time.
  const most = Math.min(slowBeside, tools.wishes.concurrency - 1)
  const first = await lookOnce(tools, security, most)
  if (first === undefined) return undefined
  const second = await lookOnce(tools, security, first.open)
  return second && { open: second.open, evidence: [...first.evidence, ...second.evidence] }
}

/** Holds at most so many, and tries one more. */
async function lookOnce(tools: Tools, security: Security, most: number): Promise<DroppedBeside | undefined> {
  const { crowdedConnect, uncrowdedConnect } = tools.context.limits.silentLooks
  const held: Entered[] = []
  try {
    for (;;) {
      const dialling = tools.dial(security, tools.plan.of('beside'))
      const isUp = await comesWithin(tools, dialling, crowdedConnect)
      if (isUp) held.push(await dialling)
      const open = held.filter(one => one.is === 'open' && one.control.alive).length
      if (open < held.length || (isUp && open > most)) return undefined
      if (isUp) continue
      await endAll(held)
      if (!(await comesWithin(tools, dialling, uncrowdedConnect))) {
        void dialling.then(
          ({ control }) => control?.destroy(),
          () => undefined,
        )
        return undefined
      }
      const late = await dialling
      await late.control?.close()
      return open > 0 && isLate(tools, late) ? { open, evidence: evidenceOf(late) } : undefined
    }
  } finally {
    await endAll(held)
  }
}

/** By its SYN: a greeting may be late for reasons of its own. */
function isLate({ notebook, context }: Tools, { control }: Entered): boolean {
  const { slowConnect } = context.limits.silentLooks
  return control !== undefined && control.connectMs - notebook.quickestConnectMs >= slowConnect
}

/** The one that says least. */
function methodFor({ seen }: Tools): Security | undefined {
  const auth = seen.of('auth')
  if (auth.status !== 'observed') return undefined
  const order: readonly Security[] = ['none', 'auth-tls', 'auth-ssl', 'implicit']
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
