import type { Order } from '../../probes/order.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { ordinaryWays } from './support/cells.js'
import { idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { cameSoFar } from './support/protected-transfers.js'
import { clientRemedy } from './support/remedies.js'
import { duration } from './support/words.js'

/** Those versions were seen to wait; others were not tried. */
const hang =
  'clients that wait for it hang, such as lftp 4.9, wget 1.21, Python 3.11 ftplib, rclone 1.60, PHP 8.2 and Apache Commons Net 3.9'

function judge(seen: Seen): Judgement {
  const isFirst = valueOf(seen, 'matrix')?.order === 'preliminary-first'
  if (isFirst && cameSoFar(seen, ({ status }) => status === 'works')) return absent
  return judgeObserved(seen, 'order', ({ atOnce, withheld, withheldFor }, evidence) => {
    if (withheld.preliminary === 'before' || atOnce.preliminary === 'before') return absent
    // It is not late where it never comes: that is preliminary-reply-missing.
    if (atOnce.status === 'works' && atOnce.preliminary === 'none') return absent
    if (!isTold({ atOnce, withheld, withheldFor }))
      return undetermined('a transfer with the hello withheld and one with it at once did not tell')
    const after =
      withheld.preliminary === 'behind' ? 'and then came behind it' : 'and the transfer was given up'
    return found({
      certainty: 'certain',
      summary: `The server says 150 only when TLS on the data connection stands: ${hang}. With the hello at once it came in ${duration(atOnce.seconds ?? 0)}; with the hello withheld it did not come in ${duration(withheldFor)}, ${after}.`,
      cells: idsOf(ordinaryWays(seen).filter(({ status }) => status === 'works')),
      evidence,
    })
  })
}

/** At once it comes much sooner than it was waited for in vain: a server that is merely slow is slow both times. */
function isTold({ atOnce, withheld, withheldFor }: Omit<Order, 'way'>): boolean {
  const isPrompt =
    atOnce.status === 'works' &&
    atOnce.preliminary === 'behind' &&
    (atOnce.seconds ?? Infinity) < withheldFor / 2
  const isGivenUp = withheld.preliminary === 'none' && withheld.status !== 'works'
  return isPrompt && (withheld.preliminary === 'behind' || isGivenUp)
}

export const finding: Finding = {
  id: 'preliminary-reply-late',
  title: 'The preliminary reply waits for TLS on the data connection',
  why: 'RFC 959 has 150 or 125 before the data moves, and RFC 4217 begins TLS on the data connection after the command. This server waits for the handshake before it says 150, and many clients wait for 150 before they begin the handshake: both wait, until one gives up.',
  proof:
    'With the TLS hello at once 150 comes behind the handshake, promptly; with the hello withheld it does not come, for several times as long.',
  phase: 'command',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 959 §5.4', 'RFC 4217 §7'],
  symptoms: [
    { client: 'lftp', text: '(hangs at the listing; then 425 No connection established)' },
    { client: 'Python ftplib', text: '(hangs; then ftplib.error_temp: 425 No connection established)' },
  ],
  covers: ['handshake-before-150-needed'],
  explains: [],
  remedies: [
    clientRemedy('curl', 'Begins TLS without waiting for 150: use it instead of a client that waits'),
    clientRemedy(
      'Perl Net::FTP',
      'Begins TLS without waiting for 150: use it instead of a client that waits',
    ),
    clientRemedy('basic-ftp', 'Begins TLS without waiting for 150: use it instead of a client that waits'),
  ],
  judge,
}
