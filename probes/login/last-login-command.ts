import type { Tools } from '../../src/engine/tools.js'
import type { Span } from '../../src/model/transcript.js'
import { verbOf } from '../../src/protocol/command.js'

/** Which of USER and PASS went out last on a connection whose login broke off. */
export function lastLoginCommand({ context }: Tools, evidence: readonly Span[]): 'USER' | 'PASS' | undefined {
  const ids = new Set(evidence.map(({ connection }) => connection))
  const sent = context.transcript
    .connections()
    .filter(({ id }) => ids.has(id))
    .flatMap(({ events }) =>
      events.flatMap(({ kind, text }) => (kind === 'send' ? [verbOf(text ?? '')] : [])),
    )
  return sent.filter(verb => verb === 'USER' || verb === 'PASS').at(-1)
}
