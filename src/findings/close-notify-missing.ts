import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, tlsMethods } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { sameKind } from './support/same-kind.js'
import { count, list, quoted } from './support/words.js'

/** All of it came inside TLS, and 2yz behind it. */
function isWhole({ status, wire }: SeenCell): boolean {
  return status === 'works' && wire === 'tls'
}

/** The end of the connection alone: a RST behind the last byte is seen as the same. */
function isBare({ ended }: SeenCell): boolean {
  return ended === 'fin' || ended === 'end' || ended === 'rst'
}

function judge(seen: Seen): Judgement {
  const whole = cellsOf(seen, { security: tlsMethods }).filter(isWhole)
  const cells = whole.filter(isBare)
  if (cells.length === 0)
    return whole.some(({ ended }) => ended === 'close-notify')
      ? absent
      : undetermined('no data inside TLS came to its end')
  const sizes = new Set(cells.map(({ bytes = 0 }) => bytes))
  const isHabit = cells.length > 2 && sizes.size === 1 && !sizes.has(0) && sameKind(seen, cells).every(isBare)
  const reply = cells.find(cell => cell.reply !== undefined)?.reply
  return found({
    certainty: isHabit ? 'certain' : 'likely',
    summary: `Data inside TLS ends by the end of the connection, without close_notify (${count(cells.length, 'way')}, ${list([...new Set(cells.map(({ mode }) => mode))])}), and the server calls it done${reply === undefined ? '' : `: ${quoted(reply)}`}. ${isHabit ? `Nothing is missing: each time the same ${count([...sizes][0] ?? 0, 'byte')} came.` : 'Whether all of it came is not known.'} Clients that hold to the rule call it cut off.`,
    ...(isHabit
      ? {}
      : {
          wouldProve:
            'The same check again: as many bytes each time = a habit, other numbers = data is cut off.',
        }),
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

export const finding: Finding = {
  id: 'close-notify-missing',
  title: 'TLS on the data connection ends without close_notify',
  why: 'TLS has a word for the end of the data (close_notify), so that nobody can cut a file short unseen. This server closes the connection without it. Clients that hold to it call the transfer failed, though all of it came; the others would not notice a file that was cut.',
  proof:
    'Every way inside TLS brought as many bytes and 226, and each data connection ended by FIN without close_notify.',
  phase: 'transfer',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 8446 §6.1', 'RFC 4217 §12.6'],
  symptoms: [
    { client: 'FileZilla', text: 'GnuTLS error -110: The TLS connection was non-properly terminated.' },
    { client: 'FileZilla', text: 'Server did not properly shut down TLS connection' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: SHUTDOWN_WHILE_IN_INIT] shutdown while in init' },
    { client: 'Python ftplib', text: 'ssl.SSLEOFError: EOF occurred in violation of protocol' },
  ],
  covers: ['no-close-notify-from-server'],
  explains: [],
  remedies: [
    anyServerRemedy('Update the server: it is to end TLS on each data connection (close_notify) before TCP.'),
    clientRemedy('any', 'Compare sizes (SIZE), and take such an end for a good one only where they agree.'),
    clientRemedy('Python ftplib', 'Leave the end of TLS out', {
      config: 'context.options |= ssl.OP_IGNORE_UNEXPECTED_EOF',
      lowersSecurity: true,
    }),
  ],
  judge,
}
