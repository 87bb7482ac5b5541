import type { LostSession, LostSessions, SessionSize } from '../../probes/matrix/lost-sessions.js'
import type { OnlyNoop } from '../../probes/matrix/only-noop.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement, Owner } from '../model/finding.js'
import { isPassive } from '../model/matrix.js'
import { isUnended } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { compareSteps, type Failure, type Step } from '../model/step.js'
import { passed, refusedAt } from './support/cells.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { valueOf } from './support/observed.js'
import { anyServerRemedy, clientRemedy, networkRemedy } from './support/remedies.js'
import { count, duration, list } from './support/words.js'

function judge(seen: Seen): Judgement {
  const { lostSessions } = valueOf(seen, 'matrix') ?? {}
  if (lostSessions === undefined) {
    return hasLivedOn(seen) ? absent : undetermined('no session came as far as a second transfer')
  }
  const { lost, onlyNoop } = lostSessions
  const failure = onlyNoop?.failure
  if (lost.length < 2 && failure === undefined) return absent
  const measure = measures.find(each => lost.length > 1 && separates(lostSessions, each))
  const failed = seen.cells.filter(cell => isLike(lostSessions, cell))
  const isSure = measure !== undefined || (onlyNoop !== undefined && isCounted(onlyNoop))
  const failures = [...lost.map(one => one.failure), ...(failure === undefined ? [] : [failure])]
  return found({
    certainty: isSure ? 'certain' : 'likely',
    owner: ownerOf(failures),
    phase: earliest([...lost, ...failed]),
    summary: lost.length > 0 ? inTheMiddle(lostSessions, measure) : whateverIsSaid(onlyNoop),
    ...(isSure ? {} : { wouldProve }),
    cells: [...new Set([...lost.map(({ cell }) => cell), ...idsOf(failed)])],
    evidence: joinEvidence(
      ...lost.map(({ evidence }) => evidence),
      onlyNoop?.evidence ?? [],
      evidenceOf(failed),
    ),
  })
}

/** A session that had come to one transfer came to another. */
function hasLivedOn(seen: Seen): boolean {
  const came = seen.cells.filter(cell => passed(cell, 'command') || refusedAt(cell, 'command'))
  const sessions = came.flatMap(({ evidence: [span] }) => span?.connection ?? [])
  return new Set(sessions).size < sessions.length
}

const wouldProve =
  "A long conversation (NOOP every second, then many small files) from the server's own machine, and one through the network: cut there as well = the server, only here = something between."

const measures = ['commands', 'bytes', 'seconds'] as const
type Measure = (typeof measures)[number]

/** Every session that was lost had come as far as any that was not: a limit, not chance. */
function separates({ lost, lived }: LostSessions, measure: Measure): boolean {
  return lost.every(({ size }) => size[measure] >= lived[measure])
}

/** An end is an end; a silence may be a slow server, unless it begins where the others began. */
function isCounted({ failure, commands, others: [fewest, most] }: OnlyNoop): boolean {
  return failure !== 'timeout' || (commands >= fewest - near && commands <= most + near)
}
const near = 2

/** A way that met the same on a new session. */
function isLike({ lost, onlyNoop }: LostSessions, cell: SeenCell): boolean {
  const { status, step, failure, reply, mode } = cell
  const isAnswered = reply !== undefined && !isUnended(reply)
  if (status !== 'fails' || failure === undefined || isAnswered) return false
  if (step === undefined || !(step in stepInWords) || (step === 'data-connect' && isPassive(mode)))
    return false
  return [...lost, onlyNoop].some(
    look => look?.failure !== undefined && kindOf(look.failure) === kindOf(failure),
  )
}

/** Whether FIN or RST is seen of an end may be chance. */
function kindOf(failure: Failure): Failure {
  return failure === 'connection-reset' ? 'early-end' : failure
}

function earliest(looks: readonly { readonly step?: Step }[]): Step {
  const steps = looks.flatMap(({ step }) => (step === undefined ? [] : [step]))
  return steps.sort(compareSteps)[0] ?? 'command'
}

/** A server ends; what drops or resets is more often something between. */
function ownerOf(failures: readonly Failure[]): readonly Owner[] {
  return failures.every(failure => failure === 'early-end') ? ['server-software', 'network'] : finding.owner
}

const inWords: Partial<Record<Failure, string>> = {
  'early-end': 'ended without a word',
  'connection-reset': 'reset',
  timeout: 'left without any answer',
}

function inTheMiddle({ lost, lived, onlyNoop }: LostSessions, measure: Measure | undefined): string {
  const how = list([...new Set(lost.map(({ failure }) => inWords[failure] ?? failure))])
  const steps = [...new Set(lost.map(({ step }) => stepInWords[step] ?? step))]
  const where = steps.length > 2 ? 'different commands' : list(steps)
  const range = rangeOf(lost, measure ?? 'commands')
  const other =
    measure === undefined ? '' : `; no other session of ours came further than ${amount(lived, measure)}`
  const noop =
    onlyNoop?.failure === undefined
      ? ''
      : ` So was one that said nothing but NOOP after its login, after ${count(onlyNoop.commands, 'command')}.`
  return `${count(lost.length, 'session')} that had worked ${lost.length === 1 ? 'was' : 'were'} ${how} in the middle, after ${range}${other}. It happened at ${where}, and a new session got through there: the command is not the reason.${noop}`
}

function whateverIsSaid(look: OnlyNoop | undefined): string {
  if (look === undefined) return ''
  const { commands, failure, others } = look
  const [fewest, most] = others
  const range = fewest === most ? count(most, 'command') : `${fewest} to ${count(most, 'command')}`
  const how = failure === undefined ? '' : (inWords[failure] ?? failure)
  return `Sessions are ${how} after ${range}, before a transfer comes about, and so was one that said nothing but NOOP after its login, after ${count(commands, 'command')}: the commands are not the reason.`
}

const stepInWords: Partial<Record<Step, string>> = {
  pbsz: 'PBSZ',
  prot: 'PROT',
  mode: 'PASV, EPSV, PORT or EPRT',
  'data-connect': 'PORT or EPRT',
  command: 'the command for the transfer',
  final: 'the reply behind a transfer',
}

function rangeOf(lost: readonly LostSession[], measure: Measure): string {
  const values = lost.map(({ size }) => size[measure])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const last = amount({ ...zero, [measure]: most }, measure)
  if (least === most) return last
  return `${least} to ${last}`
}

const zero: SessionSize = { commands: 0, bytes: 0, seconds: 0 }

function amount(size: SessionSize, measure: Measure): string {
  if (measure === 'seconds') return duration(size.seconds)
  return count(size[measure], measure === 'commands' ? 'command' : 'byte')
}

export const finding: Finding = {
  id: 'session-cut-short',
  title: 'Sessions are cut off in the middle',
  why: 'A control connection that works ends or goes silent after some commands, bytes or seconds, whatever the command is: a firewall or an inspection that gives up on what it cannot follow, a rule that counts, a process that dies. One file comes through, a job with many files breaks off.',
  proof:
    'Sessions that had done transfers were lost without a reply, at commands that a new session got an answer to, twice or more; and none came further than they did.',
  phase: 'command',
  severity: 'error',
  owner: ['network', 'server-software'],
  references: ['RFC 959 §5.4', 'RFC 1123 §4.1.3.2'],
  symptoms: [
    { client: 'FileZilla', text: 'Error: Disconnected from server: ECONNABORTED - Connection aborted' },
    { client: 'lftp', text: 'Peer closed connection' },
    { client: 'Python ftplib', text: 'EOFError' },
    { client: 'basic-ftp', text: 'Server sent FIN packet unexpectedly, closing connection.' },
  ],
  covers: [],
  explains: ['command-unanswered', 'final-reply-missing'],
  remedies: [
    networkRemedy(
      'Look for a rule on port 21 that counts packets, bytes or seconds of a connection, and take FTP inspection off for this server.',
    ),
    anyServerRemedy(
      "Read the server's log for these moments: a process that crashes, is killed for its memory or time, or a limit for a session that says nothing.",
    ),
    clientRemedy('any', 'Until it is mended: a new session for every few files.'),
    clientRemedy('lftp', 'Go on in a new session by itself', { config: 'set net:max-retries 5' }),
  ],
  judge,
}
