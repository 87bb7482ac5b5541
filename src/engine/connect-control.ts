import { dial } from '../net/dial.js'
import type { EngineContext } from './context.js'
import { ControlConnection } from './control-connection.js'
import { EngineError, interruptedBy } from './engine-error.js'

/** Opens a control connection to one address; the greeting is not read yet. */
export async function connectControl(
  context: EngineContext,
  to: { readonly id: number; readonly address: string; readonly port: number },
): Promise<ControlConnection> {
  const { clock, limits, signal, transcript } = context
  const recorder = transcript.open({ id: to.id, role: 'control' })
  recorder.addresses({ remote: `${to.address}:${to.port}` })
  const dialled = await dial({
    host: to.address,
    port: to.port,
    deadlineMs: limits.deadlines.connect,
    clock,
    signal,
  })
  if (dialled.is === 'aborted') throw interruptedBy(signal)
  if (dialled.is !== 'open') {
    recorder.note(dialled.is === 'silent' ? 'deadline' : 'rst', {
      text: `${dialled.is} ${dialled.code ?? ''}`.trim(),
    })
    throw new EngineError(
      'connect',
      connectFailure[dialled.is],
      `${to.address} port ${to.port}: ${dialled.is}`,
    )
  }
  recorder.note('connect', { text: `${to.address}:${to.port}` })
  return new ControlConnection(context, dialled.socket, recorder, dialled.seconds * 1000)
}

const connectFailure = {
  refused: 'connection-refused',
  silent: 'timeout',
  unreachable: 'unreachable',
} as const
