import type { Block } from '../../src/engine/connection-plan.js'
import type { Entered } from '../../src/engine/enter.js'
import type { Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import { replyClass, type Reply } from '../../src/model/reply.js'
import { patiently } from '../greeting/patiently.js'

/** One connection at a time; where this port has greeted us before, "too many" is about the connection before this one. */
export async function dialPatiently(
  tools: Tools,
  security: Security,
  block: Block = 'auth',
): Promise<Entered> {
  const greeting = tools.seen.of('greeting')
  const port = security === 'implicit' ? 'implicit' : 'explicit'
  const wasLetIn = greeting.status === 'observed' && isWelcome(greeting.value[port].greeting)
  return patiently(
    tools,
    () => dialAndEnd(tools, security, block),
    entered => wasLetIn && entered.is === 'refused' && entered.step === 'greeting' && isBusy(entered.reply),
  )
}

/** What was refused at the greeting is ended here. */
async function dialAndEnd(tools: Tools, security: Security, block: Block): Promise<Entered> {
  const entered = await tools.dial(security, tools.plan.of(block))
  if (entered.is !== 'open') await entered.control?.close()
  return entered
}

function isWelcome(greeting: Reply | undefined): boolean {
  return greeting !== undefined && replyClass(greeting) === 2
}

function isBusy(greeting: Reply): boolean {
  return replyClass(greeting) === 4
}
