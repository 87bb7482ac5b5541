import { normalAddress } from '../net/address.js'
import type { EngineContext } from './context.js'
import { ControlConnection } from './control-connection.js'
import { dialOut, harmlessAnswer, noteDialled } from './dial-out.js'
import { EngineError, interruptedBy } from './engine-error.js'

/** Opens a control connection to one address, or to a name that a proxy looks up; the greeting is not read yet. */
export async function connectControl(
  context: EngineContext,
  to: { readonly id: number; readonly address: string; readonly port: number },
): Promise<ControlConnection> {
  const { limits, signal, transcript } = context
  const recorder = transcript.open({ id: to.id, role: 'control' })
  recorder.addresses({ remote: `${to.address}:${to.port}` })
  const dialled = await dialOut(context, {
    host: to.address,
    port: to.port,
    deadlineMs: limits.deadlines.connect,
  })
  if (dialled.is === 'aborted') throw interruptedBy(signal)
  if (dialled.is !== 'open') {
    noteDialled(recorder, dialled)
    const from = 'proxy' in dialled ? undefined : dialled.from
    if (from !== undefined) recorder.addresses({ local: normalAddress(from) })
    throw new EngineError(
      'connect',
      connectFailure[dialled.is],
      `${to.address} port ${to.port}: ${dialled.is}`,
      undefined,
      'proxy' in dialled ? harmlessAnswer(context, dialled.proxy) : undefined,
    )
  }
  recorder.note('connect', { text: `${to.address}:${to.port}` })
  return new ControlConnection(context, dialled.socket, recorder, {
    connectMs: dialled.seconds * 1000,
    ...(context.proxy === undefined ? {} : { peer: { address: to.address, port: to.port } }),
  })
}

const connectFailure = {
  refused: 'connection-refused',
  silent: 'timeout',
  unreachable: 'unreachable',
  'not-through-proxy': 'not-through-proxy',
} as const
