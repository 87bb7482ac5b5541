import type { ResumptionLook, VersionLook } from '../../probes/resumption.js'
import type { Finding, Judgement } from '../model/finding.js'
import { replyClass } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved, reasonInWords } from './support/observed.js'
import { clientRemedy, testedClientRemedy, testedRemedy } from './support/remedies.js'
import { list, quoted, said, versionInWords } from './support/words.js'

/** As often as either kind must have come out the same: once may be a limit, a ban or chance. */
const enough = 2

/** Those versions were seen to fail at such servers; others of their makers were not tried. */
const stopped =
  'clients that do not, such as Python 3.11 ftplib, Perl Net::FTP 3.14 and Apache Commons Net 3.9, cannot transfer here'

function worked({ status }: ResumptionLook): boolean {
  return status === 'works'
}

/**
 * It was answered, with a no or an end: a deadline is met by slow servers too. What was served (2yz) and broke on its way, or
 * came in clear, was not refused: a RST shows itself, or not, as chance has it.
 */
function failedAtOnce({ status, step, failure, reply }: ResumptionLook): boolean {
  const isBegun = step === 'transfer' || failure === 'wrong-wire-form'
  const isServed = isBegun && reply !== undefined && replyClass(reply) === 2
  return status === 'refused' || (status === 'fails' && failure !== 'timeout' && !isServed)
}

/** What the transfers at one version say; a string is why they say nothing. */
function meaning({ looks, notSpoken, reason, resumesHere }: VersionLook): boolean | string {
  if (notSpoken !== undefined) return 'this version is not spoken'
  const resumed = looks.filter(look => look.resumed === true)
  const others = looks.filter(look => look.resumed !== true)
  const without = others.filter(({ offered }) => !offered)
  if (others.filter(worked).length >= enough && others.every(worked)) return false
  const isTold = without.length >= enough && resumed.length >= enough
  if (isTold && without.every(failedAtOnce) && resumed.every(worked)) return true
  if (resumesHere === false)
    return 'this program did not resume with a server of its own either, which says nothing of this server'
  if (reason !== undefined) return `not looked at to the end: ${reasonInWords(reason)}`
  if (looks.some(({ failure }) => failure === 'timeout'))
    return 'a transfer ran into a deadline, as it does on slow servers too'
  return 'transfers that resumed and transfers that did not were not told apart twice'
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'resumption', ({ versions }, evidence) => {
    const spoken = versions.filter(({ notSpoken }) => notSpoken === undefined)
    const meanings = spoken.map(look => ({ look, means: meaning(look) }))
    const required = meanings.filter(({ means }) => means === true).map(({ look }) => look)
    if (required.length > 0) return judgeRequired(required, evidence)
    const [why] = meanings.flatMap(({ means }) => (typeof means === 'string' ? [means] : []))
    if (why !== undefined) return undetermined(why)
    return spoken.length > 0 ? absent : undetermined('no version of TLS alone was spoken')
  })
}

function judgeRequired(
  required: readonly VersionLook[],
  evidence: Parameters<typeof found>[0]['evidence'],
): Judgement {
  const refusal = required.flatMap(({ looks }) => looks).find(look => !worked(look))
  const words = refusal?.reply === undefined ? 'they fail' : `they get ${quoted(refusal.reply)}`
  return found({
    certainty: 'certain',
    summary: `Clients must resume the TLS session of the control connection on data connections (${list(required.map(({ version }) => versionInWords(version)))}): ${stopped}. Resumed, transfers worked each time; with a session of their own ${words}.`,
    ...(refusal?.reply === undefined ? {} : { quote: said(refusal.reply) }),
    cells: [],
    evidence,
  })
}

export const finding: Finding = {
  id: 'session-resumption-required',
  title: 'Data connections must resume the TLS session',
  why: 'The server takes a data connection only if it resumes the TLS session of the control connection, so that nobody else can slip in between. Many clients begin a new session for each data connection: they log in and then cannot list or transfer.',
  proof:
    'Protected transfers work with the control session resumed and fail without, at the same TLS version, in turn, twice each, on sessions that did nothing else.',
  phase: 'data-handshake',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 4217 §10.2', 'RFC 5077', 'RFC 8446 §2.2'],
  symptoms: [
    {
      client: 'any',
      text: '450 TLS session of data connection has not resumed or the session does not match the control connection',
    },
    {
      client: 'Python ftplib',
      text: 'ftplib.error_perm: 522 SSL connection failed: session reuse required',
    },
    {
      client: 'Python ftplib',
      text: 'ftplib.error_temp: 425 Unable to build data connection: Operation not permitted',
    },
    {
      client: 'Perl Net::FTP',
      text: '522 SSL connection failed: session reuse required',
    },
    { client: 'Apache Commons Net', text: 'Connection closed without indication.' },
    { client: 'FluentFTP', text: '425 TLS session of data connection not resumed' },
    {
      client: 'basic-ftp',
      text: '522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page',
    },
    { client: 'rclone', text: 'remote error: tls: illegal parameter (vsftpd 3.0.3 and TLS 1.3)' },
    { client: 'C-Kermit', text: '522 or 425 from the second transfer on (TLS 1.3)' },
    { client: 'curl', text: 'curl: (13) Bad PASV/EPSV response: 522' },
    { client: 'basic-ftp', text: 'read ECONNRESET (data socket)' },
  ],
  covers: ['resumption-required-not-done', 'resumption-error-invisible', 'native-tls-no-resumption'],
  explains: [],
  remedies: [
    testedRemedy('vsftpd', 'Take data connections without resumption', {
      config: 'require_ssl_reuse=NO',
      lowersSecurity: true,
    }),
    testedRemedy('ProFTPD', 'Take data connections without resumption', {
      config: 'TLSOptions NoSessionReuseRequired',
      lowersSecurity: true,
    }),
    clientRemedy('curl', 'Resumes as it is: use it instead of a client that does not'),
    clientRemedy('lftp', 'Resumes as it is: use it instead of a client that does not'),
    clientRemedy('FileZilla', 'Resumes as it is; so does WinSCP'),
    testedClientRemedy('Python ftplib', 'Wrap the data connection with session=self.sock.session', {
      config:
        'class ReusedFTP_TLS(ftplib.FTP_TLS):\n    def ntransfercmd(self, cmd, rest=None):\n        conn, size = ftplib.FTP.ntransfercmd(self, cmd, rest)\n        if self._prot_p:\n            name, session = self.host, self.sock.session\n            wrap = self.context.wrap_socket\n            conn = wrap(conn, server_hostname=name, session=session)\n        return conn, size',
    }),
    clientRemedy('FluentFTP', 'Use FluentFTP.GnuTLS: .NET alone cannot resume on Linux'),
    clientRemedy('rclone', 'Stay at TLS 1.2, where it resumes', { config: '--ftp-disable-tls13' }),
    clientRemedy('C-Kermit', 'Stay at TLS 1.2, where it resumes'),
  ],
  judge,
}
