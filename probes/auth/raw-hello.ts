import { connectControl } from '../../src/engine/connect-control.js'
import type { ControlConnection } from '../../src/engine/control-connection.js'
import { EngineError } from '../../src/engine/engine-error.js'
import { sayByHand } from '../../src/engine/say-by-hand.js'
import type { Tools } from '../../src/engine/tools.js'
import type { Security } from '../../src/model/matrix.js'
import { isNegative } from '../../src/model/reply.js'
import type { Span } from '../../src/model/transcript.js'
import type { OfferedHello } from '../../src/tls/client-hello.js'
import type { RawHello } from '../auth.js'
import { dialPatiently } from './dial-patiently.js'

export interface RawLook {
  readonly hello: RawHello
  readonly evidence: readonly Span[]
}

/** One hello by hand, on a connection of its own and before any login; undefined where it never came to a hello. */
export async function sayRaw(
  tools: Tools,
  security: Exclude<Security, 'none'>,
  offered: Pick<OfferedHello, 'offers' | 'size'>,
): Promise<RawLook | undefined> {
  const control = await readyForHello(tools, security)
  if (control === undefined) return undefined
  const { serverName } = tools.hello()
  const answer = await sayByHand(tools.context, control, {
    ...offered,
    ...(serverName === undefined ? {} : { serverName }),
  })
  const base = { offers: offered.offers, outcome: answer.is, seconds: answer.seconds }
  const evidence = [control.recorder.all()]
  if (answer.is === 'server-hello') {
    const { version, suite } = answer
    return { hello: { ...base, version, ...(suite === undefined ? {} : { suite }) }, evidence }
  }
  if (answer.is !== 'alert') return { hello: base, evidence }
  const { description, name } = answer
  return { hello: { ...base, alert: { description, name } }, evidence }
}

/** Where TLS is to begin: at once on the implicit port, else behind a yes to AUTH. */
async function readyForHello(tools: Tools, security: Security): Promise<ControlConnection | undefined> {
  try {
    return security === 'implicit' ? await toImplicitPort(tools) : await behindAuth(tools, security)
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  }
}

async function toImplicitPort({ context, address, target, plan }: Tools): Promise<ControlConnection> {
  const port = target.ports.implicit ?? target.ports.explicit
  return connectControl(context, { id: plan.of('auth'), address, port })
}

async function behindAuth(tools: Tools, security: Security): Promise<ControlConnection | undefined> {
  const entered = await dialPatiently(tools, 'none')
  if (entered.is !== 'open') return undefined
  const { control } = entered
  try {
    const reply = await control.command(security === 'auth-ssl' ? 'AUTH SSL' : 'AUTH TLS', 'auth')
    if (!isNegative(reply)) return control
    await control.close()
  } catch (error) {
    control.destroy()
    throw error
  }
  return undefined
}
