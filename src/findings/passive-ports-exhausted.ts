import type { Matrix } from '../../probes/matrix.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import { isPassive, wayOf } from '../model/matrix.js'
import { replyClass, type Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import type { Span } from '../model/transcript.js'
import { refusedAt } from './support/cells.js'
import { crowdedOut, isTaken } from './support/crowded-out.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy, testedRemedy } from './support/remedies.js'
import { passiveSetUps } from './support/set-ups.js'
import { count, quoted, said, wayInWords } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', (matrix, evidence) => {
    if (!passiveSetUps(matrix).some(isTaken)) return undetermined('no passive port was given')
    return (
      judgeHeld(seen, matrix) ?? judgeUsedUp(seen, matrix, evidence) ?? judgeInCompany(seen, matrix, evidence)
    )
  })
}

/** Held on purpose, twice: alone each was given, and one too many was not. */
function judgeHeld(seen: Seen, { portsHeld }: Matrix): Judgement | undefined {
  if (portsHeld === undefined) return undefined
  const { way, held, reply, evidence } = portsHeld
  const { dataMode } = wayOf(way)
  return found({
    certainty: 'certain',
    severity: 'warning',
    summary: `The server gives no more than ${count(held, 'passive port')} at a time: ${dataMode} of one more session ${how(reply)}, and alone each was taken; so twice. A client with more than ${count(held, 'transfer')} at a time loses some of them, and so do several clients.`,
    ...quote(reply),
    cells: idsOf(passiveThrough(seen)),
    evidence,
  })
}

/** Refused alone as well, after others had been taken: ports that ended transfers still hold, or that were never given back. */
function judgeUsedUp(seen: Seen, matrix: Matrix, evidence: readonly Span[]): Judgement | undefined {
  const { lastLook } = matrix
  if (lastLook?.works !== false || lastLook.step !== 'mode' || !isForNow(lastLook.reply)) return undefined
  const cells = seen.cells.filter(
    cell => isPassiveRefusal(cell) && isForNow(cell.reply) && takenElsewhere(matrix, cell),
  )
  if (cells.length === 0) return undefined
  return found({
    certainty: 'likely',
    summary: `From one transfer on no passive port was given any more, also alone: ${quoted(lastLook.reply)}. The way that had worked first (${wayInWords(lastLook.cell)}) was told so at the end, too. Perhaps the range is so small that ports of ended transfers, which rest for some minutes, use it up, or the server does not give them back.`,
    ...quote(lastLook.reply),
    wouldProve: 'The same check after a pause of five minutes: it comes as far again, and no further.',
    cells: idsOf(cells),
    evidence: joinEvidence(evidence, evidenceOf(cells)),
  })
}

function judgeInCompany(seen: Seen, matrix: Matrix, evidence: readonly Span[]): Judgement {
  const pairs = crowdedOut(matrix)
  const [first] = pairs
  if (first === undefined)
    return matrix.sessionsAtOnce > 1 ? absent : undetermined('no two sessions stood at the same time')
  // One may be anything.
  if (pairs.length === 1)
    return undetermined('one set-up was refused beside other sessions, and that may have been chance')
  const { cell, reply } = first.refused
  return found({
    certainty: 'likely',
    severity: 'warning',
    summary: `Passive ports run out while several sessions transfer: ${pairs.length} times the set-up ${how(reply)} beside other sessions (${wayInWords(cell)} first), and alone the same was taken. The range may be too small for what goes on at one time.`,
    ...quote(reply),
    wouldProve: "The server's passive range and the number of transfers at that time.",
    cells: idsOf(passiveThrough(seen)),
    evidence: joinEvidence(...pairs.map(({ refused }) => refused.evidence ?? []), evidence),
  })
}

function how(reply: Reply | undefined): string {
  return reply === undefined ? 'ended the session' : `was refused with ${quoted(reply)}`
}

function quote(reply: Reply | undefined): { readonly quote?: string } {
  return reply === undefined ? {} : { quote: said(reply) }
}

/** RFC 959 §4.2.1: 4yz may pass. */
function isForNow(reply: Reply | undefined): boolean {
  return reply !== undefined && replyClass(reply) === 4
}

/** They come through alone, and are what fails now and then beside others. */
function passiveThrough(seen: Seen): readonly SeenCell[] {
  return seen.cells.filter(({ mode, status }) => isPassive(mode) && status === 'works')
}

function isPassiveRefusal(cell: SeenCell): boolean {
  return refusedAt(cell, 'mode') && isPassive(cell.mode)
}

function takenElsewhere(matrix: Matrix, { mode }: SeenCell): boolean {
  return passiveSetUps(matrix).some(setUp => wayOf(setUp.cell).dataMode === mode && isTaken(setUp))
}

export const finding: Finding = {
  id: 'passive-ports-exhausted',
  title: 'The server runs out of passive ports',
  why: 'The passive range has fewer ports than transfers stand at one time, with those whose ports still rest behind them (TIME_WAIT). Who transfers one file after another notices nothing; parallel transfers, or a second client, are refused now and then.',
  proof:
    'PASV or EPSV was refused while other sessions of ours held ports, and taken when they had gone, twice each. Refused always is passive-refused; a whole session turned away is session-limit-reached.',
  phase: 'mode',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.2', 'RFC 9293 §3.4.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 425' },
    { client: 'Python ftplib', text: 'ftplib.error_temp: 425 No port is free' },
  ],
  covers: ['passive-range-exhausted'],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Widen the passive range: more ports than transfers in four minutes, since each may rest as long. Open the same range in the firewall.',
    ),
    testedRemedy('vsftpd', 'Widen the range, and the rule of the firewall with it', {
      config: 'pasv_min_port=50000\npasv_max_port=50100',
    }),
    testedRemedy('Pure-FTPd', 'Widen the range, and the rule of the firewall with it', {
      config: 'PassivePortRange 50000 50100',
    }),
    networkRemedy('Let the wider range through to the server.'),
    clientRemedy('lftp', 'Transfer one file at a time', { config: 'set net:connection-limit 1' }),
    clientRemedy('FileZilla', 'Site Manager, Transfer Settings: Limit number of simultaneous connections'),
  ],
  judge,
}
