import type { Auth } from '../../probes/auth.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import type { Span } from '../model/transcript.js'
import { cellsStoppedAt } from './support/cells.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { clearedByImplicitPort, inspectionRemedies } from './support/inspection.js'
import { absent, found, undetermined } from './support/judgement.js'
import { demandInReturn, isStarredOut, maskedCommands, understood, type Masked } from './support/masked.js'
import { evidenceOfProbe, judgeObserved, valueOf } from './support/observed.js'
import { severityOfWays } from './support/severity.js'
import { count, list, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', (auth, evidence) => {
    const masked = maskedCommands(auth)
    const greeting = starredGreeting(seen)
    const [first] = masked
    if (first !== undefined) return ofCommands(seen, { masked, first, greeting, evidence })
    const demand = demandInReturn(auth)
    if (demand !== undefined) return ofDemand(seen, demand, evidence)
    if (greeting !== undefined) return ofGreeting(seen, auth, greeting)
    return isSeenWhole(auth)
      ? absent
      : undetermined('AUTH was not taken in clear, and no reply quotes what came to the server')
  })
}

function starredGreeting(seen: Seen): Reply | undefined {
  const reply = valueOf(seen, 'greeting')?.explicit.greeting
  return reply !== undefined && isStarredOut(reply) ? reply : undefined
}

/** A reply tells that AUTH came through as it was sent. */
function isSeenWhole(auth: Auth): boolean {
  return [auth.tls?.reply, auth.ssl?.reply, auth.nonsense].some(
    reply => reply !== undefined && (understood.includes(reply.code) || /\bAUTH\b/i.test(reply.text)),
  )
}

interface Seized {
  readonly masked: readonly Masked[]
  readonly first: Masked
  readonly greeting: Reply | undefined
  readonly evidence: readonly Span[]
}

function ofCommands(seen: Seen, { masked, first, greeting, evidence }: Seized): Judgement {
  const cells = cellsStoppedAt(seen, ['auth-tls', 'auth-ssl'], ['auth'])
  // Stars may be a product's taste; who says X in the place of a word, twice, got it so.
  const isSure = masked.length > 1 && masked.every(({ got }) => got.startsWith('X'))
  const stars = greeting === undefined ? '' : ` The greeting is starred out as well: ${quoted(greeting)}.`
  return found({
    certainty: isSure ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    summary: `Something on the way changes commands in clear: ${list(masked.map(({ command }) => command))} came to the server as ${list(masked.map(({ got }) => got))}, by ${count(masked.length, 'reply').replace('replys', 'replies')} that ${masked.length === 1 ? 'quotes' : 'quote'} it: ${quoted(first.reply)}.${stars} So no TLS can begin on this port.`,
    quote: said(first.reply),
    ...(isSure ? {} : { wouldProve: atTheServer }),
    cleared: clearedByImplicitPort(seen),
    cells: idsOf(cells),
    evidence: joinEvidence(evidence, evidenceOf(cells)),
  })
}

function ofDemand(seen: Seen, demand: Reply, evidence: readonly Span[]): Judgement {
  const cells = cellsStoppedAt(seen, ['auth-tls', 'auth-ssl'], ['auth'])
  return found({
    certainty: 'likely',
    severity: severityOfWays(seen, cells),
    summary: `AUTH TLS gets ${quoted(demand)}: the server wants TLS and does not know the command that begins it. So something else came to it: something on the way changes or takes away AUTH.`,
    quote: said(demand),
    wouldProve: atTheServer,
    cleared: clearedByImplicitPort(seen),
    cells: idsOf(cells),
    evidence: joinEvidence(evidence, evidenceOf(cells)),
  })
}

function ofGreeting(seen: Seen, auth: Auth, greeting: Reply): Judgement {
  const isThrough = [auth.tls, auth.ssl].some(look => look?.established === true)
  return found({
    certainty: 'likely',
    severity: isThrough ? 'info' : 'warning',
    owner: ['network', 'server-configuration'],
    phase: 'greeting',
    summary: `The greeting is starred out: ${quoted(greeting)}. A firewall that reads FTP stands on the way, or the server hides what it is.${isThrough ? ' It lets AUTH by.' : ''}`,
    quote: said(greeting),
    wouldProve: atTheServer,
    cells: [],
    evidence: evidenceOfProbe(seen, 'greeting'),
  })
}

const atTheServer =
  "The same check on the server's own network: AUTH and the greeting come through there = something between masks them."

export const finding: Finding = {
  id: 'commands-masked',
  title: 'A firewall masks commands or the greeting',
  why: 'A firewall that reads FTP does not let through what would blind it: AUTH reaches the server as XXXX, the server says that it does not know such a command, and TLS cannot begin. Some hide the greeting behind stars.',
  proof:
    'The refusals of several commands quote X in the place of the word that was sent, as many as it has letters. Only likely: a server that wants TLS answers AUTH itself with that wish; or the greeting is made of stars alone.',
  phase: 'auth',
  severity: 'error',
  owner: ['network'],
  references: ['RFC 4217 §4', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'Python ftplib', text: 'ftplib.error_perm: 500 XXXX not understood' },
    { client: 'any', text: "500 'XXXX TLS': command not understood" },
    { client: 'any', text: '500 Command "XXXX" not understood.' },
    { client: 'any', text: '220 ************' },
  ],
  covers: ['auth-stripped-by-middlebox'],
  explains: ['feature-list-contradicts-auth'],
  remedies: inspectionRemedies,
  judge,
}
