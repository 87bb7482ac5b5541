import type { Span, TranscriptConnection, TranscriptEvent } from '../../src/model/transcript.js'
import { verbOf } from '../../src/protocol/command.js'

/** A transfer that came to a good end, and what became of its session. */
export interface Life {
  readonly isEnded: boolean
  /** The server's last word behind the final reply. */
  readonly reply?: string
  /** Commands answered between the login, or the transfer before, and this one. */
  readonly answeredBefore: number
  /** Seconds from the login, or the transfer before, to the data command. */
  readonly stoodBefore: number
  /** Seconds from the final reply to the end; 0 where it went on. */
  readonly endedWithin: number
  readonly span: Span
}

const dataCommands = new Set(['LIST', 'NLST', 'MLSD', 'RETR'])

/** Every good transfer of one control connection behind which the server did or said something more. */
export function sessionLives({ id, role, events }: TranscriptConnection): readonly Life[] {
  if (role !== 'control') return []
  const lives: Life[] = []
  let since = events[0]?.t ?? 0
  let answered = 0
  let asked: TranscriptEvent | undefined
  let isRunning = false
  for (const [at, event] of events.entries()) {
    if (event.kind === 'send') asked = event
    if (event.kind !== 'receive' || asked === undefined) continue
    const verb = verbOf(asked.text ?? '')
    const text = event.text ?? ''
    if (dataCommands.has(verb)) {
      if (text.startsWith('1')) isRunning = true
      if (!isRunning || !text.startsWith('2')) continue
      const fate = fateOf(events.slice(at + 1), event.t)
      const span = { connection: id, from: asked.n, to: fate?.to ?? event.n }
      if (fate !== undefined)
        lives.push({ ...fate.is, answeredBefore: answered, stoodBefore: asked.t - since, span })
      isRunning = false
      answered = 0
      since = event.t
    } else answered += 1
    if (verb === 'PASS') {
      since = event.t
      answered = 0
    }
    asked = undefined
  }
  return lives
}

function isToNoop(events: readonly TranscriptEvent[], before: number): boolean {
  const asked = events.filter(({ n, kind }) => kind === 'send' && n < before).at(-1)
  return verbOf(asked?.text ?? '') === 'NOOP'
}

type Fate = Pick<Life, 'isEnded' | 'reply' | 'endedWithin'>

/** What came next from the server: any reply but 421 (RFC 959 §5.4: it may come to any command) shows that the session goes on. */
function fateOf(
  next: readonly TranscriptEvent[],
  begun: number,
): { readonly is: Fate; readonly to: number } | undefined {
  const replies = next.filter(({ kind }) => kind === 'receive')
  const last = next.find(({ kind }) => kind === 'fin' || kind === 'rst')
  const [first] = replies
  // Between its last word and the end some still answer NOOP.
  const isLeaving = first?.text?.startsWith('421') === true
  const goesOn = replies.find(
    ({ n, text = '' }) => !text.startsWith('421') && !(isLeaving && isToNoop(next, n)),
  )
  if (goesOn !== undefined) return { is: { isEnded: false, endedWithin: 0 }, to: goesOn.n }
  const end = last ?? first
  if (end === undefined) return undefined
  return {
    is: {
      isEnded: true,
      ...(first?.text === undefined ? {} : { reply: first.text }),
      endedWithin: end.t - begun,
    },
    to: Math.max(end.n, first?.n ?? 0),
  }
}
