import type { Auth } from '../../probes/auth.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import { limits } from '../model/limits.js'
import type { Security } from '../model/matrix.js'
import type { Seen } from '../model/seen.js'
import type { Failure } from '../model/step.js'
import { upgradesOf } from './support/auth-looks.js'
import { passed } from './support/cells.js'
import { missesOurCertificate } from './support/client-certificate.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { evidenceOfProbe, judgeObserved, valueOf } from './support/observed.js'
import { clearedByImplicitPort, inspectionRemedies } from './support/inspection.js'
import { anyServerRemedy } from './support/remedies.js'
import { connectionsOf } from './support/same-kind.js'
import { severityOfWays } from './support/severity.js'
import { count, duration, list, securityInWords } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', auth => {
    const methods = explicitOnes(auth)
    if (methods.length === 0) return undetermined('behind AUTH no TLS came about')
    const ways = seen.cells.filter(({ security }) => methods.includes(security))
    if (ways.some(isPastUser) || isAnsweredAtLogin(seen, methods)) return absent
    const features = valueOf(seen, 'features')
    if (features?.insideTls !== undefined && methods.includes(features.insideTls.security)) return absent
    const broke = features?.insideTlsBroke
    if (broke === undefined || !methods.includes(broke.security))
      return undetermined('no command that can be spared was sent inside TLS')
    const cells = ways.filter(isDeadAtLogin)
    if (missesOurCertificate(broke) || !ends.includes(broke.failure))
      return undetermined('the server itself ends TLS by an alert: it may want a client certificate')
    if (cells.length === 0) return undetermined('FEAT alone was sent inside TLS, and it may be the command')
    return found({
      certainty: 'likely',
      severity: severityOfWays(seen, cells),
      summary: summaryOf(auth, broke, cells),
      wouldProve:
        "The same check on the server's own network: commands inside TLS are answered there = something between ends them, the same there = the server.",
      cleared: clearedByImplicitPort(seen),
      cells: idsOf(cells),
      evidence: joinEvidence(evidenceOfProbe(seen, 'features'), evidenceOf(cells)),
    })
  })
}

/** Methods whose control connection began in clear, and whose handshake was done. */
function explicitOnes(auth: Auth): readonly Security[] {
  return upgradesOf(auth)
    .filter(({ method, look }) => method !== 'implicit' && look.established)
    .map(({ method }) => method)
}

const ends: readonly (Failure | undefined)[] = ['timeout', 'early-end', 'connection-reset']

function isDeadAtLogin({ status, step, failure, reply }: SeenCell): boolean {
  return status === 'fails' && step === 'login' && reply === undefined && ends.includes(failure)
}

/** USER was answered, if only by a refusal. */
function isPastUser(cell: SeenCell): boolean {
  return passed(cell, 'login') || (cell.step === 'login' && cell.reply !== undefined)
}

/** The first login got as far as PASS there; or USER is as dead in clear, and it is not the encryption. */
function isAnsweredAtLogin(seen: Seen, methods: readonly Security[]): boolean {
  const login = seen.of('login')
  const clear = seen.of('clear-login')
  if (login.status === 'observed') return methods.includes(login.value.security)
  return (
    (login.status === 'broken' && login.command === 'PASS') ||
    (clear.status === 'broken' && clear.step === 'login')
  )
}

function summaryOf(
  auth: Auth,
  broke: { readonly security: Security; readonly failure: Failure },
  cells: readonly SeenCell[],
): string {
  const methods = list([broke, ...cells].map(({ security }) => securityInWords(security)))
  const looks = count(1 + connectionsOf(cells), 'connection')
  const met = list([broke.failure, ...cells.flatMap(({ failure }) => failure ?? [])].map(inWords))
  const inClear =
    auth.unanswered !== undefined || (auth.features ?? auth.nonsense) === undefined
      ? ''
      : ' In clear the same port answers.'
  return `Behind ${methods} the TLS handshake is done, and then nothing gets through: the first command inside TLS, FEAT or USER, ${met}, on ${looks}.${inClear}`
}

function inWords(failure: Failure): string {
  if (failure === 'timeout')
    return `gets no reply in the ${duration(limits.deadlines.reply / 1000)} at most that we wait`
  return failure === 'connection-reset' ? 'meets a reset' : 'meets the end of the connection'
}

export const finding: Finding = {
  id: 'encryption-inspected',
  title: 'The connection dies when encryption begins',
  why: 'TLS comes about, and the first encrypted command ends the conversation: a firewall that reads FTP cannot read it any more, and drops it or cuts the connection. A server whose software dies there, or that wants a client certificate and hangs up without a word, looks the same.',
  proof:
    'The handshake is done, and whichever command comes first inside TLS meets silence or an end, on several connections, while commands in clear are answered on the same port; from another place, or past the firewall, the same server answers.',
  phase: 'login',
  severity: 'error',
  owner: ['network', 'server-software'],
  references: ['RFC 4217 §4', 'RFC 4217 §12'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out' },
    { client: 'curl', text: 'curl: (56) OpenSSL SSL_read: Connection reset by peer' },
    { client: 'curl', text: 'curl: (56) response reading failed' },
    { client: 'Python ftplib', text: 'TimeoutError: The read operation timed out' },
    { client: 'Python ftplib', text: 'ConnectionResetError: [Errno 104] Connection reset by peer' },
    { client: 'Python ftplib', text: 'EOFError' },
    { client: 'basic-ftp', text: 'read ECONNRESET' },
    { client: 'lftp', text: 'max-retries exceeded' },
  ],
  covers: [],
  explains: ['command-unanswered'],
  remedies: [
    ...inspectionRemedies,
    anyServerRemedy(
      "Read the server's log for this moment: a process that dies behind the handshake also ends so.",
    ),
  ],
  judge,
}
