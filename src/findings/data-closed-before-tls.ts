import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import { replyClass } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { count, list, quoted, said } from './support/words.js'

/** A refusal behind it says why, and is another finding's. */
function isClosedBeforeTls({ status, step, failure, endedBeforeHello }: SeenCell): boolean {
  const isTold = step !== 'command' && failure !== 'negative-final'
  return status === 'fails' && endedBeforeHello === true && isTold
}

/** A hello was said, so it had not closed before; or it did, and told why. */
function saysOtherwise({ status, wire, step, alert, endedBeforeHello = false }: SeenCell): boolean {
  return (
    status === 'works' ||
    wire === 'tls' ||
    alert !== undefined ||
    step === 'data-handshake' ||
    endedBeforeHello
  )
}

function judge(seen: Seen): Judgement {
  const owed = cellsOf(seen, { security: tlsMethods, protection: ['P'] })
  const cells = owed.filter(isClosedBeforeTls)
  if (cells.length === 0)
    return owed.some(saysOtherwise)
      ? absent
      : undetermined('no private data connection came as far as a TLS hello')
  const reply = cells.find(cell => cell.reply !== undefined)?.reply
  const isCalledDone = cells.every(cell => cell.reply !== undefined && replyClass(cell.reply) === 2)
  const hasData = hasDataInClear(seen)
  if (!isCalledDone && !seen.cells.some(({ bytes = 0 }) => bytes > 0))
    return undetermined('nothing comes on any way, so whoever closes them may know nothing of TLS')
  return found({
    certainty: isCalledDone && hasData && cells.length > 1 && neverWorks(seen, cells) ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    ...(isCalledDone ? {} : { owner: ['server-software', 'network'] as const }),
    summary: `With PROT P agreed the server closes the data connection before TLS, and says ${reply === undefined ? 'nothing' : quoted(reply)} (${count(cells.length, 'way')}, ${list(cells.map(({ mode }) => mode))}): no byte came, and no hello of ours had been sent. ${whatElse(owed, hasData)}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    wouldProve:
      'The same check in a folder that holds files: TLS there = TLS is left out only where there is nothing to send.',
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** The same command brings something inside TLS where data is clear. */
function hasDataInClear(seen: Seen): boolean {
  return cellsOf(seen, { security: tlsMethods }).some(
    ({ status, wire, bytes = 0 }) => status === 'works' && wire === 'clear' && bytes > 0,
  )
}

function whatElse(owed: readonly SeenCell[], hasData: boolean): string {
  if (owed.some(({ status, wire }) => status === 'works' && wire === 'tls')) return 'Other ways come through.'
  return hasData
    ? 'In clear the same command brings data.'
    : 'It transfers nothing so, or leaves TLS out where it has nothing to send.'
}

export const finding: Finding = {
  id: 'data-closed-before-tls',
  title: 'The server closes the data connection before TLS',
  why: 'The server says yes to PROT P, takes the data connection, and closes it without TLS: it leaves the handshake out where it has nothing to send, or does not do it at all. A client that expects TLS meets the end of the connection.',
  proof:
    'On ways with PROT P the data connection stood and ended without a byte before our hello, and 226 was said, while data in clear comes on the same server.',
  phase: 'data-handshake',
  severity: 'error',
  owner: ['server-software'],
  references: ['RFC 4217 §9', 'RFC 4217 §7'],
  symptoms: [],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Update the server: where PROT P was agreed, TLS belongs to every data connection, also to one without a byte.',
    ),
    clientRemedy('ftps-doctor', 'Look at a folder with something in it, or at a file', {
      config: '--path DIRECTORY or --file NAME',
    }),
  ],
  judge,
}
