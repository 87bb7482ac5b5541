import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isPassive } from '../model/matrix.js'
import { replyClass } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { passed } from './support/cells.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { isNear } from './support/near.js'
import { noopBehind } from './support/noop.js'
import { valueOf } from './support/observed.js'
import { cameSoFar } from './support/protected-transfers.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { neverWorks } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { isMute, isStalled, nothingComesAtAll } from './support/stalls.js'
import { waitedBehind } from './support/waited.js'
import { count, duration, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const stalled = seen.cells.filter(isStalled)
  const isTlsUp = stalled.some(({ wire }) => wire === 'tls')
  const isDead = nothingComesAtAll(seen)
  if (stalled.length === 0 && !isDead)
    return cameSoFar(seen, cell => passed(cell, 'transfer'))
      ? absent
      : undetermined('no transfer came as far as its data')
  const clearWorks = seen.cells.some(({ status, wire }) => status === 'works' && wire === 'clear')
  const mute = seen.cells.filter(
    cell => isMute(cell) && (isDead || isHelloNotOwed(cell, isTlsUp, clearWorks)),
  )
  const cells = [...stalled, ...mute, ...(isDead ? unvisited(seen) : [])]
  const late = stalled.find(({ reply }) => reply !== undefined && replyClass(reply) === 2)?.reply
  const noop = noopBehind(seen, cells)
  const isSure =
    late === undefined &&
    stalled.length + mute.length > 1 &&
    noop !== 'silent' &&
    neverWorks(seen, cells) &&
    isInTimeElsewhere(seen)
  return found({
    certainty: isSure ? 'certain' : 'likely',
    severity: severityOfWays(seen, cells),
    ...(isNear(seen) ? { owner: ['server-software', 'network'] as const } : {}),
    summary: `${whatStands(seen, stalled, isDead)}${lifeOf(noop)}${late === undefined ? '' : ` In the end it says ${quoted(late)}: the data are lost on the way, or only late.`}`,
    ...(late === undefined ? {} : { quote: said(late) }),
    wouldProve: `A client that waits for minutes: data then = a slow server.${isNear(seen) ? '' : elsewhere}`,
    cells: idsOf(cells),
    evidence: evidenceOf(cells),
  })
}

const elsewhere =
  " The same check from the server's own machine: data there = something between (a small MTU, an inspecting firewall), the same there = the server."

/** The work itself takes no longer than we wait: another kind of way brings it. */
function isInTimeElsewhere(seen: Seen): boolean {
  return seen.cells.some(({ status, bytes = 0 }) => status === 'works' && bytes > 0)
}

/** Where data may be clear, our hello is only a question into the same silence. */
function isHelloNotOwed({ protection }: SeenCell, isTlsUp: boolean, clearWorks: boolean): boolean {
  return isTlsUp && !clearWorks && (protection === 'default' || protection === 'C')
}

/** Active ways with a 150 that nobody came to: the server serves none of its data connections. */
function unvisited(seen: Seen): readonly SeenCell[] {
  const ids = new Set(
    (valueOf(seen, 'matrix')?.setUps ?? [])
      .filter(({ connect, preliminary }) => connect === 'nobody-came' && preliminary === true)
      .map(({ cell }) => cell),
  )
  return seen.cells.filter(
    ({ id, mode, status, step }) =>
      ids.has(id) && !isPassive(mode) && status === 'fails' && step === 'data-connect',
  )
}

function whatStands(seen: Seen, stalled: readonly SeenCell[], isDead: boolean): string {
  const waited = waitedBehind(seen, stalled)
  const time = waited === undefined ? '' : ` in ${duration(waited.seconds)}`
  if (isDead)
    return `The server takes the transfer command and the data connection, and nothing comes on it${time}, neither data in clear nor an answer to a TLS hello.`
  const bytes = stalled.map(cell => cell.bytes ?? 0)
  const most = Math.max(0, ...bytes)
  const what =
    most === 0 ? `no byte of data comes${time}` : `after ${count(most, 'byte')} no more data come${time}`
  const tls = stalled.some(({ wire }) => wire === 'tls') ? ', TLS on it too' : ''
  return `The data connection stands${tls}, and then ${what}, nor an end (${count(stalled.length, 'way')}).`
}

function lifeOf(noop: ReturnType<typeof noopBehind>): string {
  if (noop === 'answered') return ' NOOP is answered meanwhile: the control connection lives.'
  return noop === 'silent' ? ' NOOP is not answered either.' : ' The control connection stands.'
}

export const finding: Finding = {
  id: 'transfer-stalled',
  title: 'The data connection stands, and no data come',
  why: 'The server agreed to the transfer and the data connection stands, but nothing comes on it: the disk or process behind it hangs or takes longer than we wait, or large packets are lost on the way while small ones pass.',
  proof:
    'The command was taken (150), the data connection and, where asked for, its TLS stood; no byte came, or none any more, until the deadline, on several ways and with the control connection alive, while another kind of way brought the same work in time.',
  phase: 'transfer',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 959 §3.4', 'RFC 4217 §7'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out' },
    { client: 'FileZilla', text: 'Error: Connection timed out after 20 seconds of inactivity' },
    { client: 'Python ftplib', text: 'TimeoutError: The read operation timed out' },
    { client: 'basic-ftp', text: 'Timeout (data socket)' },
  ],
  covers: ['mtu-black-hole'],
  explains: [],
  remedies: [
    anyServerRemedy("Read the server's log for this moment: a disk, a mount or a worker may hang."),
    networkRemedy(
      'Let ICMP "fragmentation needed" through, or clamp the MSS, where a VPN or PPPoE makes the MTU smaller.',
    ),
  ],
  judge,
}
