import type { TransferFacts } from '../../src/engine/transfer-types.js'
import type { LevelFacts } from '../../src/engine/ftp-session.js'
import type { SeenCell, WireForm } from '../../src/model/cell.js'
import { cellId, type Way } from '../../src/model/matrix.js'
import { isNegative, replyClass, type Reply } from '../../src/model/reply.js'
import type { Failure, Step } from '../../src/model/step.js'
import type { Span } from '../../src/model/transcript.js'
import type { Entry } from '../auth.js'

type Head = Pick<SeenCell, 'id' | 'security' | 'protection' | 'mode' | 'port'>

/** What every cell says of itself. */
export function headOf(way: Way, port: number | null): Head {
  return { id: cellId(way), security: way.security, protection: way.protection, mode: way.dataMode, port }
}

/**
 * The wire form that a level means (RFC 4217 §9): encrypted on P and E, clear on C and S, either where none was asked
 * for. Without a byte there is no clear data, and no TLS either.
 */
function isMeant({ security, protection }: Way, wire: WireForm): boolean {
  if (protection === 'default') return true
  const isPrivate = protection === 'P' || protection === 'E'
  if (wire === 'none') return !isPrivate || security === 'none'
  return (wire === 'tls') === isPrivate
}

/** One attempt as a cell of the table. */
export function cellOfTransfer(way: Way, port: number | null, facts: TransferFacts): SeenCell {
  const head = headOf(way, port)
  const seen = {
    ...(facts.setUp.connect === 'open' ? { wire: facts.wire, bytes: facts.bytes } : {}),
    ...(facts.tls === undefined ? {} : { tls: facts.tls }),
    ...(facts.resumed === undefined ? {} : { resumed: facts.resumed }),
    ...(typeof facts.certificate === 'object' ? { certificate: facts.certificate } : {}),
    ...(facts.alert === undefined ? {} : { alert: facts.alert }),
    ...(facts.ended === undefined ? {} : { ended: facts.ended }),
  }
  const { evidence: spans } = facts
  const evidence = [...spans]
  const reply = facts.reply === undefined ? {} : { reply: facts.reply }
  if (facts.outcome === 'refused') return { ...head, status: 'refused', ...stepOf(facts), ...reply, evidence }
  if (facts.outcome === 'works' && (facts.cut || isComplete(facts)) && isMeant(way, facts.wire))
    return { ...head, status: 'works', ...seen, evidence }
  const early = facts.endedBeforeHello ? { endedBeforeHello: true } : {}
  return { ...head, status: 'fails', ...trouble(way, facts), ...reply, ...seen, ...early, evidence }
}

function isComplete({ reply }: TransferFacts): boolean {
  return reply !== undefined && replyClass(reply) === 2
}

function stepOf({ step }: TransferFacts): { readonly step?: Step } {
  return step === undefined ? {} : { step }
}

function trouble(way: Way, facts: TransferFacts): { readonly step: Step; readonly failure: Failure } {
  if (facts.bytes > 0 && !isMeant(way, facts.wire))
    return { step: 'data-handshake', failure: 'wrong-wire-form' }
  if (facts.outcome === 'works' && !isMeant(way, facts.wire))
    return { step: 'data-handshake', failure: facts.wire === 'none' ? 'early-end' : 'wrong-wire-form' }
  if (facts.step !== undefined && facts.failure !== undefined)
    return { step: facts.step, failure: facts.failure }
  return { step: 'final', failure: 'reply-malformed' }
}

/** A level that PBSZ and PROT did not bring about. */
export function cellOfLevel(
  way: Way,
  port: number | null,
  facts: LevelFacts,
  evidence: readonly Span[],
): SeenCell {
  const head = headOf(way, port)
  const { reply } = facts
  const step = facts.refusedAt ?? 'prot'
  return isNegative(reply)
    ? { ...head, status: 'refused', step, reply, evidence: [...evidence] }
    : { ...head, status: 'fails', step, failure: 'reply-malformed', reply, evidence: [...evidence] }
}

/** A method that did not come as far as a login: one look stands for its 20 ways. */
export function cellOfEntry(way: Way, entry: Entry): SeenCell {
  const head = headOf(way, entry.port)
  const { status } = entry
  if (status === 'open') throw new RangeError(`${head.id} is open`)
  return {
    ...head,
    status,
    ...(entry.step === undefined ? {} : { step: entry.step }),
    ...(entry.failure === undefined ? {} : { failure: entry.failure }),
    ...(entry.reply === undefined ? {} : { reply: entry.reply }),
    ...(entry.alert === undefined ? {} : { alert: entry.alert }),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    evidence: [...entry.evidence],
  }
}

export function cellUntested(way: Way, port: number | null, reason: string): SeenCell {
  return { ...headOf(way, port), status: 'untested', reason, evidence: [] }
}

export function cellBroken(
  way: Way,
  port: number | null,
  broke: { readonly step: Step; readonly failure: Failure; readonly reply?: SeenCell['reply'] },
  evidence: readonly Span[],
): SeenCell {
  const reply = broke.reply === undefined ? {} : { reply: broke.reply }
  return {
    ...headOf(way, port),
    status: 'fails',
    step: broke.step,
    failure: broke.failure,
    ...reply,
    evidence: [...evidence],
  }
}

/** No session was to be had for this way. */
export function cellRefused(
  way: Way,
  port: number | null,
  {
    step,
    reply,
    evidence,
  }: { readonly step: Step; readonly reply: Reply; readonly evidence: readonly Span[] },
): SeenCell {
  return { ...headOf(way, port), status: 'refused', step, reply, evidence: [...evidence] }
}

/** Two looks at one way that do not agree: both are kept, neither is believed. */
export function undetermined(first: SeenCell, second: SeenCell): SeenCell {
  const { id, security, protection, mode, port } = first
  const words = (cell: SeenCell): string => [cell.status, cell.step, cell.failure].filter(Boolean).join(' ')
  return {
    ...{ id, security, protection, mode, port },
    status: 'undetermined',
    ...(first.step === undefined ? {} : { step: first.step }),
    reason: `two looks disagree: ${words(first)}; ${words(second)}`,
    evidence: [...first.evidence, ...second.evidence],
  }
}
