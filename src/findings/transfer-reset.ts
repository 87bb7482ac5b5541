import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { passed } from './support/cells.js'
import { isAsLongAsWhole } from './support/endings.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isNear } from './support/near.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { count, quoted, said } from './support/words.js'

/** A RST on a data connection that stood and was in use; one that met our hello is another finding's. */
function isReset({ status, step, failure, ended, bytes = 0 }: SeenCell): boolean {
  if (status !== 'fails' || ended !== 'rst') return false
  if (step === 'transfer') return failure === 'connection-reset'
  return step === 'final' && failure === 'negative-final' && bytes > 0
}

function judge(seen: Seen): Judgement {
  const cells = seen.cells.filter(isReset)
  if (cells.length === 0)
    return cameSoFar(seen, cell => passed(cell, 'transfer'))
      ? absent
      : undetermined('no transfer came as far as its data')
  const isWhole = cells.every(cell => isAsLongAsWhole(seen, cell))
  const reply = cells.find(cell => cell.reply !== undefined)?.reply
  return found({
    certainty: cells.length > 1 && neverWorks(seen, cells) ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    ...(isNear(seen) ? { owner: ['server-software', 'network'] as const } : {}),
    summary: `The data connection is reset (RST) ${positionOf(cells)} (${count(cells.length, 'way')}), and the server says ${reply === undefined ? 'nothing' : quoted(reply)}. ${isWhole ? 'Other ways bring no more bytes than these: nothing is missing, and clients call it a failure all the same.' : 'A RST takes with it what was under way: nobody knows whether all of it came.'}${whatElse(seen, cells)}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    wouldProve:
      "The same check from the server's own machine: a RST there too = the server, none there = something between.",
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

/** The same place each time is a habit or a limit; another one each time is a clock, or chance. */
function positionOf(cells: readonly SeenCell[]): string {
  const bytes = cells.map(({ bytes = 0 }) => bytes)
  const [least, most] = [Math.min(...bytes), Math.max(...bytes)]
  if (most === 0) return 'before a byte of data'
  if (least === most)
    return `behind ${count(most, 'byte')}${cells.length > 1 ? ', each time at the same place' : ''}`
  return `at different places, behind ${least} to ${count(most, 'byte')}`
}

/** What comes through where these do not. */
function whatElse(seen: Seen, cells: readonly SeenCell[]): string {
  if (!neverWorks(seen, cells)) return ' Ways of the same kind come through: it does not always happen.'
  const works = seen.cells.filter(({ status, bytes = 0 }) => status === 'works' && bytes > 0)
  if (works.length === 0) return ''
  if (cells.every(isTls) && !works.some(isTls))
    return ' Data in clear comes through: it is TLS that is reset.'
  if (works.every(isTls) && !cells.some(isTls)) return ' Encrypted data comes through.'
  return ' Other ways come through.'
}

function isTls({ wire }: SeenCell): boolean {
  return wire === 'tls'
}

export const finding: Finding = {
  id: 'transfer-reset',
  title: 'The data connection is reset in the middle',
  why: 'A RST ends the data connection where a FIN should: the server closed its socket while it still had unread bytes of the client, its process died, or a firewall shot the connection. What was still on its way is thrown away.',
  proof:
    'A RST came on data connections that stood and were in use, on two ways or more, and no way of the same kind came to its end. How many bytes came before it, and whether that is the same each time, is told.',
  phase: 'transfer',
  severity: 'error',
  owner: ['network', 'server-software'],
  references: ['RFC 9293 §3.5.2', 'RFC 959 §3.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (56) Recv failure: Connection reset by peer' },
    { client: 'Python ftplib', text: '(ConnectionResetError, when some of the data is there)' },
    { client: 'basic-ftp', text: 'read ECONNRESET (data socket)' },
    { client: 'lftp', text: '(nothing: it shows what came, as if that were all)' },
  ],
  covers: ['rst-at-end-after-data'],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Read the server's log for this moment, and update it: a data connection is to be ended by close_notify and FIN, after what the client sent was read.",
    ),
    networkRemedy(
      'Look for what ends data connections on the way: intrusion prevention, a limit on length or time, a NAT that forgets them.',
    ),
    clientRemedy('any', 'Compare what came with the size on the server: it may be whole, and it may not.'),
  ],
  judge,
}
