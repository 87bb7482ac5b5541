import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isPassive } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { bytesOfOthers, isCalledBegun, neverSeenThere } from './support/elsewhere.js'
import { evidenceOf, idsOf } from './support/evidence.js'
import { absent, found } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { severityOfWays } from './support/severity.js'
import { count, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', ({ setUps }) => {
    const worked = seen.cells.filter(({ status }) => status === 'works')
    const isPassiveDead = !worked.some(({ mode }) => isPassive(mode))
    const strange = bytesOfOthers(seen)
    // Without a byte only active mode tells that the server could transfer at all.
    const unseen = isPassiveDead && worked.length > 0 ? neverSeenThere(seen) : []
    const cells = [...strange, ...unseen]
    const reply = cells.find(cell => cell.reply !== undefined)?.reply
    if (cells.length === 1)
      return {
        is: 'undetermined',
        reason: 'bytes of somebody else came on one way alone, which may be anything',
      }
    if (cells.length === 0)
      return setUps.some(({ cell, connect }) => connect === 'open' && isPassiveWay(cell))
        ? absent
        : { is: 'undetermined', reason: 'no passive data port took a connection' }
    const isUnspoken = strange.filter(cell => !isCalledBegun(seen, cell)).length > 1
    return found({
      certainty: isPassiveDead && isUnspoken ? 'certain' : 'likely',
      severity: severityOfWays(seen, cells),
      summary: summaryOf(seen, strange, unseen, worked),
      ...(reply === undefined ? {} : { quote: said(reply) }),
      wouldProve:
        "The same check on the server's own machine: data comes there = a router, container or load balancer leads these ports to another machine.",
      cells: idsOf(cells),
      evidence: evidenceOf(cells),
    })
  })
}

function isPassiveWay(cell: string): boolean {
  return cell.endsWith('/PASV') || cell.endsWith('/EPSV')
}

function summaryOf(
  seen: Seen,
  strange: readonly SeenCell[],
  unseen: readonly SeenCell[],
  worked: readonly SeenCell[],
): string {
  const cells = [...strange, ...unseen]
  const reply = cells.find(cell => cell.reply !== undefined)?.reply
  const word = strange.some(cell => isCalledBegun(seen, cell))
    ? 'never says that a transfer was done'
    : 'never says that it began to transfer'
  const says = reply === undefined ? '' : `, only ${quoted(reply)}`
  const what =
    strange.length > 0
      ? `At the ports for data another machine or program answers: bytes that are no TLS come from there (${count(strange.length, 'way')}), while the server ${word}${says}.`
      : `At the ports for data somebody takes our connection (${count(unseen.length, 'way')}), and the server waits for one that never comes to it${says}.`
  const passive = worked.some(({ mode }) => isPassive(mode))
  if (passive) return `${what} Other passive ways come through: perhaps only some of the ports lead away.`
  return worked.length > 0 ? `${what} In active mode data comes.` : what
}

export const finding: Finding = {
  id: 'passive-ports-elsewhere',
  title: 'The ports for data lead to another machine',
  why: 'The client reaches a port for data, and not the server behind it: a router, a container host or a load balancer leads the passive range, or a part of it, to another machine or program than the control connection. The client talks to a stranger there, and the server waits in vain.',
  proof:
    'Data connections stand and bytes come on them, none of them TLS, while the server says neither 150 nor 226; or they stand in passive mode alone, and the server says that none came to it.',
  phase: 'data-connect',
  severity: 'error',
  owner: ['network', 'server-configuration'],
  references: ['RFC 959 §3.2', 'RFC 4217 §10'],
  symptoms: [
    { client: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    { client: 'Python ftplib', text: 'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number' },
    { client: 'any', text: '425 Failed to establish connection.' },
  ],
  covers: ['load-balancer-splits-channels'],
  explains: ['transfer-stalled', 'data-connection-given-up'],
  remedies: [
    networkRemedy(
      'Lead the whole passive range to the machine that serves the control connection, port for port.',
      { config: 'docker run -p 21:21 -p 50000-50100:50000-50100 ...' },
    ),
    networkRemedy("Load balancers: send a client's control and data connections to one and the same server."),
    anyServerRemedy('Give passive mode a range of ports that no other service of this address has.'),
    clientRemedy('any', 'Use active mode, where it works.'),
  ],
  judge,
}
