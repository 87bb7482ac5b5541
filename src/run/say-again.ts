import type { ConnectionPlan } from '../engine/connection-plan.js'
import type { Hello } from '../engine/control-connection.js'
import type { EngineContext } from '../engine/context.js'
import type { Entered } from '../engine/enter.js'
import type { Notebook } from '../engine/tools.js'
import type { Security } from '../model/matrix.js'

type Dial = (security: Security, id: number, shape?: Hello) => Promise<Entered>

/** For one connection. */
const often = 5
/** For the whole run: the plan has no more connections of this kind. */
const mostOfAll = 60

/** Where the same hello is answered now and then, one that is not is said again, so that the rest can be looked at. */
export function sayAgain(notebook: Notebook, plan: ConnectionPlan, dial: Dial): Dial {
  let left = mostOfAll
  return async (security, id, shape) => {
    let entered = await dial(security, id, shape)
    for (let again = 0; again < often && left > 0; again += 1) {
      if (notebook.isHelloSaidAgain !== true || !isUnanswered(entered)) break
      left -= 1
      await entered.control?.close()
      entered = await dial(security, plan.of('auth'), shape)
    }
    return entered
  }
}

function isUnanswered(entered: Entered): boolean {
  return entered.is === 'fails' && entered.step === 'handshake'
}

/** And a silence is not waited for as long as the first ones. */
export function patienceOf(context: EngineContext, notebook: Notebook): EngineContext {
  if (notebook.isHelloSaidAgain !== true) return context
  const { limits } = context
  const hello = Math.min(limits.deadlines.hello, limits.deadlines.afterSilences)
  return { ...context, limits: { ...limits, deadlines: { ...limits.deadlines, hello } } }
}
