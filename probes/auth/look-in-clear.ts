import type { Tools } from '../../src/engine/tools.js'
import { EngineError } from '../../src/engine/engine-error.js'
import { replyClass, type Reply } from '../../src/model/reply.js'
import { authMechanisms, parseFeatures } from '../../src/protocol/features.js'
import type { Auth } from '../auth.js'
import { entryOf, entryWithoutDial, type MethodLook } from './look-at-method.js'

/** A mechanism that no registry knows: the reply is what this server says to any AUTH that it cannot do. */
const nonsenseMechanism = 'XYZZY'

export interface ClearLook {
  readonly method: MethodLook
  readonly nonsense?: Reply
  readonly features?: NonNullable<Auth['features']>
}

/** One clear connection: FEAT, and AUTH with a mechanism that does not exist. */
export async function lookInClear(tools: Tools): Promise<ClearLook> {
  const without = entryWithoutDial(tools, 'none')
  if (without !== undefined) return { method: { entry: without } }
  const entered = await tools.dial('none', tools.plan.of('auth'))
  const method = { entry: entryOf(tools, 'none', entered) }
  if (entered.is !== 'open') {
    await entered.control?.close()
    return { method }
  }
  const { control } = entered
  try {
    const feat = await control.command('FEAT', 'features')
    const mechanisms = replyClass(feat) === 2 ? authMechanisms(parseFeatures(feat.lines)) : []
    const features = { reply: feat, mechanisms }
    if (!control.alive) return { method, features }
    const nonsense = await control.command(`AUTH ${nonsenseMechanism}`, 'auth')
    return { method, features, nonsense }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return { method }
  } finally {
    await control.close()
  }
}
