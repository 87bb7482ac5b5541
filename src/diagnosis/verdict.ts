import type { SeenCell, TlsFacts } from '../model/cell.js'
import type { Found } from '../model/finding.js'
import { isPassive } from '../model/matrix.js'
import type { Recording, Report, VerdictStatus } from '../model/report.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, isBad, ordinaryWays, passed, tlsMethods } from '../findings/support/cells.js'
import { needsOlderHello } from '../findings/support/auth-looks.js'
import { wantsOurCertificate } from '../findings/support/client-certificate.js'
import { isAtTheDoor } from '../findings/support/door.js'
import { valueOf } from '../findings/support/observed.js'
import { isOpen } from '../findings/support/ports.js'
import { list, methodsInWords } from '../findings/support/words.js'

/** What the run comes to (design 4.2): can a verifying client with ordinary settings transfer, and is anything wrong? */
export function verdictOf(recording: Recording, seen: Seen, found: readonly Found[]): Report['verdict'] {
  const status = statusOf(recording, seen, found)
  return { status, sentence: sentenceOf(status, recording, seen, found) }
}

function statusOf(recording: Recording, seen: Seen, found: readonly Found[]): VerdictStatus {
  const ways = ordinaryWays(seen)
  const hasError = found.some(finding => finding.severity === 'error')
  if (isDistrusted(found)) return 'broken'
  if (ways.some(cell => cell.status === 'works' && !needsOlderHello(seen, cell.security))) {
    if (hasError) return 'impaired'
    return recording.run.interrupted ? 'inconclusive' : 'healthy'
  }
  if (ways.some(cell => isOpenQuestion(recording, seen, cell))) return 'inconclusive'
  if (nobodyGotIn(seen, ways) || isOnlyEmpty(ways, found)) return 'inconclusive'
  return found.length > 0 && (hasError || ways.some(isBad)) ? 'broken' : 'inconclusive'
}

/** A certificate that no verifying client takes settles it, however the ways ended. */
function isDistrusted(found: readonly Found[]): boolean {
  return found.some(finding => finding.phase === 'verify' && finding.severity === 'error')
}

const settled: readonly string[] = ['not-reachable', 'not-offered', 'certificate-not-trusted']

/** It was not looked at far enough to tell. */
function isOpenQuestion(recording: Recording, seen: Seen, cell: SeenCell): boolean {
  // RST or 421, whichever comes first: nobody gets further without a certificate.
  if (wantsOurCertificate(seen)) return false
  if (cell.status === 'undetermined') return true
  if (cell.status === 'untested')
    return !settled.includes(cell.reason ?? '') && isStillPossible(recording, seen)
  return cell.step === 'login' && valueOf(seen, 'login')?.accepted === false
}

/**
 * The first login was taken, and from some connection on nobody was let in any more (later-connections-refused): no ordinary
 * way came far enough to show whether it works. One that was logged in and failed all the same is an answer.
 */
function nobodyGotIn(seen: Seen, ways: readonly SeenCell[]): boolean {
  const { turnedAway, lastLook } = valueOf(seen, 'matrix') ?? {}
  if (turnedAway === undefined || lastLook?.works === true) return false
  if (valueOf(seen, 'login')?.accepted !== true) return false
  return (
    ways.some(cell => isBad(cell) && isAtTheDoor(seen, cell, turnedAway)) &&
    !ways.some(cell => passed(cell, 'login'))
  )
}

/** An ordinary way came as far as a listing that was refused because nothing is in the folder: whether data comes was not seen. */
function isOnlyEmpty(ways: readonly SeenCell[], found: readonly Found[]): boolean {
  const empty = found.find(({ id }) => id === emptyFolder)
  return empty !== undefined && ways.some(({ id }) => empty.cells.includes(id))
}

const emptyFolder = 'empty-folder-refused'

/** Without TLS before the login, a way that was left out for want of a login would not have worked either. */
function isStillPossible(recording: Recording, seen: Seen): boolean {
  const auth = valueOf(seen, 'auth')
  if (auth === undefined || recording.run.interrupted) return true
  return tlsMethods.some(method => isOpen(seen, method) || auth.entries[method].status === 'untested')
}

function sentenceOf(
  status: VerdictStatus,
  recording: Recording,
  seen: Seen,
  found: readonly Found[],
): string {
  const [first] = found
  const why = first === undefined ? '' : ` ${first.summary}`
  if (status === 'healthy') return whatWorks(seen)
  if (status === 'impaired') return `Protected transfers work, and something is wrong.${why}`
  if (status === 'broken') return `A client that uses TLS and checks it cannot transfer here.${why}`
  if (first?.severity === 'error') return `It could not be looked at to the end.${why}`
  if (found.some(({ id }) => id === emptyFolder))
    return 'Nothing was there to transfer: the folder has no files, and the server refuses to list it. Name one that has (--path), or a file (--file).'
  return inconclusive(recording, seen)
}

function inconclusive(recording: Recording, seen: Seen): string {
  if (recording.run.interrupted) return 'The run was interrupted; nothing wrong was seen until then.'
  if (recording.run.login === 'not-wanted')
    return 'Nothing wrong was seen before the login; no login was wanted.'
  if (recording.run.login === 'no-credentials')
    return 'Nothing wrong was seen before the login; whether transfers work takes a name and a password.'
  if (seen.cells.some(({ reason }) => reason === 'time-budget'))
    return 'The time was used up before an ordinary protected transfer was tried to its end (--timeout).'
  return 'Nothing wrong was seen, and no ordinary protected transfer was tried to its end.'
}

function whatWorks(seen: Seen): string {
  const working = cellsOf(seen, { security: tlsMethods, protection: ['P'] }).filter(
    cell => cell.status === 'works',
  )
  const tls = working.map(cell => cell.tls).find((facts): facts is TlsFacts => facts !== undefined)
  const version = tls === undefined ? '' : ` (${tls.version.replace(/^TLSv/, 'TLS ')})`
  const modes = list(working.map(cell => (isPassive(cell.mode) ? 'passive' : 'active')))
  return `Protected transfers work with ${methodsInWords(working)}${version}, in ${modes} mode.`
}
