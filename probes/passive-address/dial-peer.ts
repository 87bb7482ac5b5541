import { setUp } from '../../src/engine/data-set-up.js'
import { EngineError } from '../../src/engine/engine-error.js'
import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { Tools } from '../../src/engine/tools.js'
import { wayOf, type CellId } from '../../src/model/matrix.js'
import type { Span } from '../../src/model/transcript.js'
import { loginPatiently } from '../login/login-patiently.js'
import type { Dialled } from '../passive-address.js'

/**
 * Where the table dialled what was named, PASV once more, and its port at the control peer: no transfer follows.
 * Undefined where it did not come so far.
 */
export async function dialPeer(
  tools: Tools,
  cell: CellId,
): Promise<{ readonly dialled: Dialled; readonly evidence: readonly Span[] } | undefined> {
  const { security, protection } = wayOf(cell)
  const opened = await loginPatiently(tools, security, () => tools.plan.of('passive-address'))
  if (opened.is !== 'open') return undefined
  const { session } = opened
  const mark = session.control.recorder.mark()
  try {
    if (protection !== 'default') await session.setLevel(protection)
    return await dialOnce(tools, session, mark)
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  } finally {
    await tools.sessions.release(session)
  }
}

async function dialOnce({ context, plan }: Tools, { control }: FtpSession, mark: number) {
  const recorder = context.transcript.open({
    id: plan.of('passive-address'),
    role: 'data',
    control: control.recorder.id,
  })
  const prepared = await setUp(context, control, recorder, {
    dataMode: 'PASV',
    dataConnectMs: context.limits.deadlines.dataConnect,
    dialAdvertised: false,
  })
  if (prepared.facts.connect === 'not-tried') return undefined
  if (prepared.is === 'connected') {
    prepared.socket.destroy()
    recorder.note('close')
  }
  const evidence = [control.recorder.since(mark), recorder.all()]
  return { dialled: { tried: 1, open: prepared.is === 'connected' ? 1 : 0 }, evidence }
}
