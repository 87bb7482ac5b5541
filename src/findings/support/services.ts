import type { PortLook } from '../../../probes/greeting.js'
import type { Certainty, Judgement } from '../../model/finding.js'
import type { Seen } from '../../model/seen.js'
import { cellsOf, isBad } from './cells.js'
import { idsOf, joinEvidence } from './evidence.js'
import { absent, found, undetermined } from './judgement.js'
import { whereTo } from './fill.js'
import { judgeObserved } from './observed.js'
import { portsOf, severityOfPort, type Port } from './ports.js'
import { endpoints } from './reach.js'
import { list, said } from './words.js'

export interface PortQuestion {
  readonly matches: (look: PortLook, methods: Port['methods']) => boolean
  readonly certainty: Certainty | ((look: PortLook) => Certainty)
  /** One sentence; `where` is the address and port, or both of them. */
  readonly summary: (where: string, look: PortLook, all: readonly PortLook[]) => string
  readonly wouldProve?: string
}

const early = ['connect', 'greeting', 'auth', 'handshake', 'login'] as const

/** Found where an open port fits the question; absent where every open port was heard and none fits. */
export function judgePorts(seen: Seen, question: PortQuestion): Judgement {
  return judgeObserved(seen, 'greeting', (greeting, evidence) => {
    const open = portsOf(greeting).filter(port => port.look.connect === 'open')
    if (open.length === 0) return undetermined('no port took a connection')
    const matching = open.filter(port => question.matches(port.look, port.methods))
    const [first] = matching
    if (first === undefined) return absent
    const methods = matching.flatMap(port => port.methods)
    const cells = cellsOf(seen, { security: methods }).filter(
      cell => (isBad(cell) && early.some(step => step === cell.step)) || cell.reason === 'not-reachable',
    )
    const quote = heard(first.look)
    const { certainty, wouldProve } = question
    const isSure = (typeof certainty === 'string' ? certainty : certainty(first.look)) === 'certain'
    return found({
      certainty: isSure ? 'certain' : 'likely',
      severity: matching.some(port => severityOfPort(seen, port) === 'error') ? 'error' : 'info',
      summary: question.summary(
        list(endpoints(seen, matching)),
        first.look,
        matching.map(port => port.look),
      ),
      ...(quote === undefined ? {} : { quote }),
      ...(wouldProve === undefined || (isSure && typeof certainty !== 'string') ? {} : { wouldProve }),
      fill: whereTo(seen, first.look.port),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

/** What a port said first: its greeting, or the first bytes where they are text. */
export function heard(look: PortLook): string | undefined {
  if (look.greeting !== undefined) return said(look.greeting)
  if (look.firstBytes === undefined) return undefined
  const text = Buffer.from(look.firstBytes, 'base64').toString('latin1')
  const line = text.split(/[\r\n]/)[0] ?? ''
  return /^[\x20-\x7e]+$/.test(line) ? line : undefined
}
