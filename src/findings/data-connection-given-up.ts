import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement, Owner } from '../model/finding.js'
import { isPassive } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { passed } from './support/cells.js'
import { isCalledBegun } from './support/elsewhere.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { fileCodes } from './support/refused-listings.js'
import { saysForeignPeer } from './support/foreign-peer.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { count, quoted, said } from './support/words.js'

/** Of all codes those that speak of the data connection itself (RFC 959 §4.2.2). */
const aboutConnection: readonly (number | null)[] = [425, 426]

/** That is a finding of its own, with a look that shows it. */
const wantsResumption = /resum|session re-?us|re-?use/i

/** Behind a 150, on a data connection that stood for us, and not a byte came before it. */
function isGivenUp({ status, step, failure, reply, wire, bytes = 0, ended }: SeenCell): boolean {
  if (status !== 'fails' || step !== 'final' || failure !== 'negative-final') return false
  // An empty list whose end is misread: another finding's.
  if (bytes > 0 || ended === 'close-notify') return false
  return (
    wire !== undefined && reply !== undefined && !saysForeignPeer(reply) && !wantsResumption.test(reply.text)
  )
}

function judge(seen: Seen): Judgement {
  const all = seen.cells.filter(isGivenUp)
  const others = seen.cells.filter(({ status, bytes = 0 }) => status === 'works' && bytes > 0)
  const cells = all.filter(({ reply }) => isAboutConnection(reply?.code ?? null, others.length > 0))
  const reply = cells[0]?.reply
  if (reply === undefined)
    return cameSoFar(seen, cell => passed(cell, 'final')) || all.length > 0
      ? absent
      : undetermined('no transfer came as far as a reply behind its data')
  const { words, owner } = pairOf(cells, others)
  const stood = cells.every(({ ended }) => ended === 'deadline') ? ' while it still stands' : ''
  return found({
    certainty: 'likely',
    severity: severityOfWays(seen, cells),
    ...(owner === undefined ? {} : { owner }),
    summary: `The server takes the command${cells.some(cell => isCalledBegun(seen, cell)) ? ' (150)' : ''} and the data connection stands for us; then it gives up${stood} before a byte comes: ${quoted(reply)} (${count(cells.length, 'way')}). ${words}${neverWorks(seen, cells) ? '' : ' Ways of the same kind come through: it does not always happen.'}`,
    quote: said(reply),
    wouldProve: "The server's log of this moment: it names what its side of the data connection met.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** Any other code may be about the listing, unless another kind of way brings it. */
function isAboutConnection(code: number | null, comesElsewhere: boolean): boolean {
  return aboutConnection.includes(code) || (comesElsewhere && !fileCodes.includes(code))
}

/** What brings data where these ways do not: by that pair the trouble is in TLS, in the level, or on the way. */
function pairOf(
  cells: readonly SeenCell[],
  others: readonly SeenCell[],
): { readonly words: string; readonly owner?: readonly Owner[] } {
  const isOnly = (what: (cell: SeenCell) => boolean): boolean =>
    others.length > 0 && cells.every(what) && !others.some(what)
  if (isOnly(isPrivate))
    return {
      words: 'Data in clear comes: it is TLS on the data connection that it gives up.',
      owner: ['server-configuration', 'server-software'],
    }
  if (isOnly(cell => !isPrivate(cell)))
    return {
      words: 'With PROT P data comes: it may want data to be encrypted, and says so late.',
      owner: ['server-configuration'],
    }
  if (isOnly(({ mode }) => isPassive(mode)))
    return {
      words:
        'In active mode data comes: perhaps the server never sees our data connection, which something between completes in its place.',
    }
  return others.length > 0
    ? { words: 'Other ways bring data.' }
    : { words: 'No way brings data, so nothing tells whether it is TLS, the way or the server.' }
}

function isPrivate({ security, protection }: SeenCell): boolean {
  return security !== 'none' && (protection === 'P' || protection === 'E')
}

export const finding: Finding = {
  id: 'data-connection-given-up',
  title: 'The data connection stands, and the server gives it up',
  why: 'The data connection stands for the client, and the server says that it could not open it or that it was closed: its TLS failed, it does not see the connection, or it misses something on it. Its log says which.',
  proof:
    'Behind 150 and on a data connection that stood, 425 or 426 came before a byte; what brings data elsewhere (clear or encrypted, passive or active) tells where to look.',
  phase: 'final',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 959 §4.2.2', 'RFC 959 §5.4'],
  symptoms: [],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy("Read the server's log for this moment: it says why it gave the data connection up."),
    networkRemedy(
      "See that data connections reach the server itself: a SYN proxy, a load balancer or another way back may complete them in the server's place.",
    ),
  ],
  judge,
}
