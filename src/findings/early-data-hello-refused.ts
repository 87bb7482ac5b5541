import type { EarlyHello, EarlyHelloLook } from '../../probes/early-hello.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { compareSteps } from '../model/step.js'
import type { Span } from '../model/transcript.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, reasonInWords } from './support/observed.js'
import { anyServerRemedy, clientRemedy, serverRemedy } from './support/remedies.js'
import { quoted, said, wayInWords } from './support/words.js'

/** As often as either kind must have come out the same: once may be a limit or chance. */
const enough = 2

/** Those versions were seen to fail at such a server; others of their makers were not tried. */
const stopped = 'clients that begin so cannot transfer here, such as curl 7.88, basic-ftp 6.2 and promise-ftp'

function worked({ status }: EarlyHelloLook): boolean {
  return status === 'works'
}

/** What broke before the hello was said tells nothing of it. */
function isBehindHello({ step }: EarlyHelloLook): boolean {
  return step !== undefined && compareSteps(step, 'command') >= 0
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'early-hello', (value, evidence) => {
    const tried = value.looks.filter(({ hello }) => hello === 'early')
    if (tried.some(worked)) return absent
    const early = tried.filter(look => look.alone && isBehindHello(look))
    const usual = value.looks.filter(({ hello }) => hello === 'usual')
    if (!usual.every(worked))
      return undetermined('the same transfer failed with the hello behind the command as well')
    if (early.length < enough || usual.length < enough)
      return undetermined(
        value.reason === undefined
          ? 'a transfer with the hello before the command and one with it behind were not told apart twice'
          : `not looked at to the end: ${reasonInWords(value.reason)}`,
      )
    return judgeRefused(value, early, evidence)
  })
}

/** A deadline is met by slow servers too; the same transfers in between came to their end all the same. */
function judgeRefused(
  { way }: EarlyHello,
  early: readonly EarlyHelloLook[],
  evidence: readonly Span[],
): Judgement {
  const isSilent = early.some(({ failure }) => failure === 'timeout')
  const reply = early.find(look => look.reply !== undefined)?.reply
  const words = reply === undefined ? '' : ` The server said ${quoted(reply)}.`
  return found({
    certainty: isSilent ? 'likely' : 'certain',
    summary: `A data connection on which TLS begins before the command is ${isSilent ? 'left hanging' : 'broken off'}: ${stopped}. With the command first the same transfer worked each time (${wayInWords(way)}).${words}`,
    ...(reply === undefined ? {} : { quote: said(reply) }),
    ...(isSilent
      ? {
          wouldProve:
            "The server's log while such a transfer hangs, and the same with a version of the server that is newer.",
        }
      : {}),
    cells: [],
    evidence,
  })
}

export const finding: Finding = {
  id: 'early-data-hello-refused',
  title: 'TLS on the data connection may not begin before the command',
  why: 'RFC 4217 does not say which comes first on a new data connection, the TLS hello or the command on the control connection. Some clients begin TLS as soon as the data connection stands; a server that is not ready for it then breaks the transfer off, and other clients notice nothing.',
  proof:
    'The same protected transfer fails with the hello before the command, twice on sessions of their own, and works with it behind, twice, in turn.',
  phase: 'data-handshake',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 4217 §7', 'RFC 959 §3.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 200' },
    { client: 'curl', text: 'curl: (35) Recv failure: Connection reset by peer' },
    { client: 'basic-ftp', text: 'read ECONNRESET (data socket)' },
  ],
  covers: ['handshake-before-command'],
  explains: [],
  remedies: [
    {
      ...serverRemedy(
        'pyftpdlib',
        'Update to 1.5.9 or newer, where it is mended (#604); Debian 12 has 1.5.7',
      ),
      apply: 'pip install --upgrade pyftpdlib, and start the script again',
    },
    anyServerRemedy('Update the server: TLS on a data connection must be taken up whenever its hello comes.'),
    clientRemedy('lftp', 'Begins TLS behind the command: use it instead of a client that begins before it'),
    clientRemedy('Python ftplib', 'Begins TLS behind the command, as do wget and rclone'),
  ],
  stops: ['curl', 'basic-ftp', 'promise-ftp'],
  judge,
}
