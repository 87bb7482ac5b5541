import type { Tools } from '../../src/engine/tools.js'
import { EngineError } from '../../src/engine/engine-error.js'
import type { Entered } from '../../src/engine/enter.js'
import { replyClass, type Reply } from '../../src/model/reply.js'
import { authMechanisms, parseFeatures } from '../../src/protocol/features.js'
import type { Auth } from '../auth.js'
import { dialPatiently } from './dial-patiently.js'
import { entryOf, entryWithoutDial, type MethodLook } from './look-at-method.js'

/** A mechanism that no registry knows: the reply is what this server says to any AUTH that it cannot do. */
const nonsenseCommand = 'AUTH XYZZY'

/** What is said on the clear connection, besides QUIT. */
export const clearCommands: readonly string[] = ['FEAT', nonsenseCommand]

export interface ClearLook {
  readonly method: MethodLook
  readonly nonsense?: Reply
  readonly features?: NonNullable<Auth['features']>
  /** Sent, and nothing came back: to say it again would only take time. */
  readonly unanswered?: NonNullable<Auth['unanswered']>
}

/** What the look at the greeting left standing. */
function takeGreeted({ notebook: { left } }: Tools): Extract<Entered, { is: 'open' }> | undefined {
  const { greeted } = left
  delete left.greeted
  return greeted?.control.alive === true ? greeted : undefined
}

/** One clear connection: FEAT, and AUTH with a mechanism that does not exist. */
export async function lookInClear(tools: Tools): Promise<ClearLook> {
  const greeted = takeGreeted(tools)
  const without = entryWithoutDial(tools, 'none')
  if (without !== undefined) {
    await greeted?.control.close()
    return { method: { entry: without } }
  }
  const entered = greeted ?? (await dialPatiently(tools, 'none'))
  const method = { entry: entryOf(tools, 'none', entered) }
  if (entered.is !== 'open') return { method }
  const { control } = entered
  const seen: {
    features?: NonNullable<Auth['features']>
    nonsense?: Reply
    unanswered?: NonNullable<Auth['unanswered']>
  } = {}
  try {
    seen.features = namedIn(await control.command('FEAT', 'features'))
    if (control.alive) seen.nonsense = await control.command(nonsenseCommand, 'auth')
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.failure === 'timeout') seen.unanswered = error.step === 'auth' ? 'AUTH' : 'FEAT'
    if (error.reply !== undefined && error.step === 'features') seen.features = namedIn(error.reply)
    if (error.reply !== undefined && error.step === 'auth') seen.nonsense = error.reply
  } finally {
    await control.close()
  }
  return { method, ...seen }
}

function namedIn(reply: Reply): NonNullable<Auth['features']> {
  return {
    reply,
    mechanisms: replyClass(reply) === 2 ? authMechanisms(parseFeatures(reply.lines)) : [],
  }
}
