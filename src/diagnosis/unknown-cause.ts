import type { SeenCell } from '../model/cell.js'
import { compareSteps, stepWords, type Failure, type Step } from '../model/step.js'
import { finding } from '../findings/unknown-cause.js'
import { evidenceOf, idsOf } from '../findings/support/evidence.js'
import { count, methodsInWords, said } from '../findings/support/words.js'
import type { Verdicted } from './judge-all.js'

/** What no finding explains, in words: the step, what happened, the quote; never a guess. */
export function unknownCause(unexplained: readonly SeenCell[]): readonly Verdicted[] {
  const first = [...unexplained].sort((a, b) => compareSteps(stepOf(a), stepOf(b)))[0]
  if (first === undefined) return []
  const groups = groupsOf(unexplained)
  const replied = groups.flat().find(({ reply }) => reply !== undefined)?.reply
  return [
    {
      finding,
      judgement: {
        is: 'found',
        phase: stepOf(first),
        certainty: 'certain',
        summary: summaryOf(groups),
        cells: idsOf(unexplained),
        ...(replied === undefined ? {} : { quote: said(replied) }),
        evidence: evidenceOf(unexplained),
      },
    },
  ]
}

function stepOf(cell: SeenCell): Step {
  return cell.step ?? 'close'
}

/** Ways that ended alike, the largest group first. */
function groupsOf(cells: readonly SeenCell[]): readonly (readonly SeenCell[])[] {
  const groups = new Map<string, SeenCell[]>()
  for (const cell of cells) groups.set(outcome(cell), [...(groups.get(outcome(cell)) ?? []), cell])
  return [...groups.values()].sort((a, b) => b.length - a.length)
}

/** One sentence a group; the three largest are told. */
function summaryOf(groups: readonly (readonly SeenCell[])[]): string {
  const told = groups.slice(0, 3).map(group => {
    const [first] = group
    return `${count(group.length, 'way')} (${methodsInWords(group)}) ${first === undefined ? '' : outcome(first)}`
  })
  const rest = groups.length > 3 ? '; others end otherwise' : ''
  return `What was seen, and no known cause explains it: ${told.join('; ')}${rest}.`
}

const failureInWords: Readonly<Record<string, string>> = {
  timeout: 'no answer',
  'connection-refused': 'connection refused',
  'connection-reset': 'connection reset',
  unreachable: 'not reachable',
  'not-through-proxy': 'no connection through the proxy',
  'early-end': 'the connection ended early',
  'tls-alert': 'TLS was ended by an alert',
  'tls-not-spoken': 'no TLS was spoken',
  'wrong-wire-form': 'clear where encrypted was agreed, or the reverse',
  'reply-malformed': 'a reply that cannot be read',
  'negative-final': 'a refusal after the data',
  'peer-mismatch': 'a connection from another address',
}

function wordsOf({ wire }: SeenCell, failure: Failure): string {
  // The other side says the hello that is ours to say (RFC 4217 §7).
  if (failure === 'tls-not-spoken' && wire === 'tls') return "the server takes the TLS client's part"
  return failureInWords[failure] ?? failure
}

function outcome(cell: SeenCell): string {
  const verb = cell.status === 'refused' ? 'refused at' : 'failed at'
  const failure = cell.failure === undefined ? '' : `: ${wordsOf(cell, cell.failure)}`
  const alert = cell.alert === undefined ? '' : ` (${cell.alert.description} ${cell.alert.name})`
  const reply = cell.reply === undefined ? '' : `, the server said "${said(cell.reply)}"`
  return `${verb} ${stepWords[stepOf(cell)]}${failure}${alert}${reply}`
}
