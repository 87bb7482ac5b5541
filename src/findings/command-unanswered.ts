import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement, Owner, Remedy, Severity } from '../model/finding.js'
import { limits } from '../model/limits.js'
import { isPassive } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import { compareSteps, stepWords, type Step } from '../model/step.js'
import { answeredCommands } from './support/answered-commands.js'
import { cellsOf, ordinaryWays, passed, refusedAt } from './support/cells.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { noopBehind } from './support/noop.js'
import { anyServerRemedy, networkRemedy } from './support/remedies.js'
import { severityOfWays } from './support/severity.js'
import { unansweredCommands, type Unanswered } from './support/unanswered.js'
import { waitedBehind } from './support/waited.js'
import { count, duration, list } from './support/words.js'

/** Before the table of ways every look has the whole deadline of a reply, unless the time for the whole run ends. */
const longest = `in the ${duration(limits.deadlines.reply / 1000)} at most that we wait`

/** Steps whose words say more than the command does. */
const told: readonly Step[] = ['login', 'mode', 'command']

function judge(seen: Seen): Judgement {
  const silences = unansweredCommands(seen)
  const [first] = [...silences].sort((a, b) => compareSteps(a.step, b.step))
  if (first === undefined) {
    return seen.cells.some(cell => passed(cell, 'command') || refusedAt(cell, 'command'))
      ? absent
      : undetermined('nobody came as far as a transfer command that was answered')
  }
  const cells = silences.flatMap(group => group.cells)
  const noop = noopBehind(seen, cells)
  // In a hurry a slow server looks as a silent one does; one look of a kind has its whole time.
  const isHurried = waitedBehind(seen, cells)?.hurried === true
  const isHidden = isOnlyPassive(seen, silences)
  const isSure = silences.every(isSteady) && !isHurried && !isAtActivePort(silences) && !isHidden
  return found({
    certainty: isSure ? 'certain' : 'likely',
    severity: severityOf(seen, silences),
    ...(isHidden ? { owner: ['network', 'server-software'], remedies: [reachTheServer] } : ownerOf(noop)),
    phase: first.step,
    summary: summaryOf(seen, silences, noop),
    wouldProve: isAtActivePort(silences)
      ? 'The same check with the firewall of this machine open for a moment: the same silence = the server.'
      : "A client that waits for minutes: a reply then = the server only takes longer. The same silence in a check from the server's own machine = the server, a reply there = something between.",
    cells: idsOf([...cells, ...behindFeat(seen, silences)]),
    evidence: joinEvidence(...silences.map(({ evidence }) => evidence)),
  })
}

/** Whoever sends FEAT meets its silence before any of them. */
function behindFeat(seen: Seen, silences: readonly Unanswered[]): readonly SeenCell[] {
  return silences.some(({ step }) => step === 'features')
    ? ordinaryWays(seen).filter(({ status }) => status === 'works')
    : []
}

/** FEAT stops the clients that send it and wait; every way here did without its reply, as curl and Python's ftplib do. */
function severityOf(seen: Seen, silences: readonly Unanswered[]): Severity {
  const others = silences.filter(({ step }) => step !== 'features')
  return others.length === 0
    ? 'warning'
    : severityOfWays(
        seen,
        others.flatMap(({ cells }) => cells),
      )
}

/** Something else was answered on that connection, or it was so on several; and never otherwise. */
function isSteady({ looks, isAnsweredBefore, isAnsweredElsewhere }: Unanswered): boolean {
  return (looks > 1 || isAnsweredBefore) && !isAnsweredElsewhere
}

/** Some servers connect before they answer PORT, and hang in that: then it is a firewall. */
function isAtActivePort(silences: readonly Unanswered[]): boolean {
  return silences.every(({ command }) => command === 'PORT' || command === 'EPRT')
}

/** The data command, behind data connections that stand for us, while in active mode it is answered. */
function isOnlyPassive(seen: Seen, silences: readonly Unanswered[]): boolean {
  const cells = silences.flatMap(group => group.cells)
  const active = cellsOf(seen, { mode: ['PORT', 'EPRT'] })
  return (
    silences.every(({ step }) => step === 'command') &&
    cells.every(({ mode }) => isPassive(mode)) &&
    active.some(cell => passed(cell, 'command'))
  )
}

const reachTheServer = networkRemedy(
  "See that data connections reach the server itself: a SYN proxy, a load balancer or another way back may complete them in the server's place.",
)

/** A connection that is seen to live was not swallowed by anything between. */
function ownerOf(noop: ReturnType<typeof noopBehind>): {
  readonly owner?: readonly Owner[]
  readonly cleared?: readonly Remedy['side'][]
} {
  return noop === 'answered' ? { owner: ['server-software'], cleared: ['network'] } : {}
}

function summaryOf(seen: Seen, silences: readonly Unanswered[], noop: ReturnType<typeof noopBehind>): string {
  const commands = silences.map(({ command }) => command)
  const looks = silences.reduce((sum, group) => sum + group.looks, 0)
  const steps = silences.flatMap(({ step }) => (told.includes(step) ? [stepWords[step]] : []))
  const at = steps.length === 0 ? '' : ` (${list(steps)})`
  const verb = commands.length > 1 ? 'get' : 'gets'
  const answered = answeredCommands(seen).filter(command => !commands.includes(command))
  const others = answered.length === 0 ? '' : `, while the server answers ${list(answered)}`
  const waited = waitedBehind(
    seen,
    silences.flatMap(group => group.cells),
  )
  const time = waited === undefined ? longest : `in ${duration(waited.seconds)}`
  const hidden = isOnlyPassive(seen, silences)
    ? ' In active mode the same is answered: perhaps the server never sees our data connection, though it stands for us.'
    : ''
  const elsewhere = silences.some(group => group.isAnsweredElsewhere)
    ? ' Elsewhere in this run the same was answered.'
    : ''
  return `${list(commands)}${at} ${verb} no reply ${time}, on ${count(looks, 'connection')}${others}.${elsewhere}${hidden}${life(silences, noop)}`
}

function life(silences: readonly Unanswered[], noop: ReturnType<typeof noopBehind>): string {
  const port = isAtActivePort(silences)
    ? ' The server hangs, perhaps in an attempt to connect to us that a firewall drops.'
    : ''
  if (noop === 'answered')
    return ` NOOP behind it is answered: the connection lives, the command hangs.${port}`
  return noop === 'silent' ? ` NOOP behind it is not answered either.${port}` : port
}

export const finding: Finding = {
  id: 'command-unanswered',
  title: 'The server leaves a command without an answer',
  why: 'The server takes a command and does not reply while we wait: a directory service, a disk or a process that it waits for hangs or takes longer, or something on the way swallows the command. A client waits until its patience ends.',
  proof:
    'The command was sent and the connection stood; no reply came by the deadline, on several connections or behind other commands that were answered, not only in a hurry, and nowhere was the same command answered.',
  phase: 'command',
  severity: 'error',
  owner: ['server-software', 'network'],
  references: ['RFC 959 §4.2', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out' },
    { client: 'FileZilla', text: 'Error: Connection timed out after 20 seconds of inactivity' },
    { client: 'Python ftplib', text: 'TimeoutError: timed out' },
    { client: 'Python ftplib', text: 'TimeoutError: The read operation timed out' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
    { client: 'lftp', text: 'max-retries exceeded' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Read the server's log for this moment and see what it waits for: at USER or PASS the directory service (LDAP, Active Directory, RADIUS, PAM), at PASV a free port, at LIST the disk.",
    ),
    networkRemedy('Take FTP inspection off for this server: a firewall may swallow what it cannot read.'),
  ],
  judge,
}
