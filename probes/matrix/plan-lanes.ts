import type { FtpSession } from '../../src/engine/ftp-session.js'
import type { Protection, Security } from '../../src/model/matrix.js'
import type { LanePlan } from './lane.js'

/** The order in which methods lose their turn when a budget ends: the last first. */
const order: readonly Security[] = ['auth-tls', 'implicit', 'auth-ssl', 'none']

/**
 * `default` needs a session that never sent PBSZ or PROT, so it comes first; then what the verdict speaks of, so that
 * slow ways of C, S and E cannot use up the time of P.
 */
const levels: readonly Protection[] = ['default', 'P', 'C', 'S', 'E']

/** A method is split where sessions would stand idle: `default` has the longest looks, the other levels the most commands. */
const halves: readonly (readonly Protection[])[] = [levels.slice(0, 1), levels.slice(1)]

export interface PlannedLane extends LanePlan {
  readonly session?: FtpSession
}

/** Spreads the open methods over the sessions that may stand at once; the first session goes where its level fits. */
export function planLanes(
  open: readonly { readonly security: Security; readonly port: number | null }[],
  concurrency: number,
  first: FtpSession | undefined,
): readonly PlannedLane[] {
  const methods = order.flatMap(security => open.filter(method => method.security === security))
  const spare = Math.max(0, concurrency - methods.length)
  const pieces = methods.flatMap(({ security, port }, at) =>
    (at < spare ? halves : [levels]).map(some => ({ security, port, levels: some })),
  )
  const fitting = first === undefined ? -1 : pieces.findIndex(piece => fits(piece, first))
  const lanes = pieces.map((piece, at) =>
    at === fitting && first !== undefined ? { ...piece, index: at, session: first } : { ...piece, index: at },
  )
  return [...lanes].sort((a, b) => Number('session' in b) - Number('session' in a) || a.index - b.index)
}

function fits(
  piece: { readonly security: Security; readonly levels: readonly Protection[] },
  session: FtpSession,
): boolean {
  if (piece.security !== session.security) return false
  return session.level === 'default' ? piece.levels.includes('default') : piece.levels.includes('P')
}
