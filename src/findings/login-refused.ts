import type { Finding, Judgement, Remedy } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { asksForTls } from './support/asks-for-tls.js'
import { speaksOfOurCertificate, wantsOurCertificate } from './support/client-certificate.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { whose } from './support/fill.js'
import { absent, found, undetermined } from './support/judgement.js'
import { loginClassOf } from './support/login-classes.js'
import { cellsWithoutLogin, hintOf, isAnonymousOnly, refusalOf, wantsTls } from './support/login-replies.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy, testedRemedy } from './support/remedies.js'
import { quoted, said, securityInWords } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'login', (login, evidence) => {
    if (login.accepted) return absent
    const refusal = refusalOf(login)
    if (refusal === undefined) return undetermined('the login ended without a refusal')
    const cells = cellsWithoutLogin(seen, login)
    const { command, reply } = refusal
    if (
      (login.security !== 'none' && speaksOfOurCertificate(reply)) ||
      (command === 'USER' && wantsOurCertificate(seen))
    )
      return undetermined(`a certificate of the client is missed, and not a name: ${quoted(reply)}`)
    if (login.security === 'none' && wantsTls(reply))
      return undetermined(`a login in clear is turned away for want of TLS: ${quoted(reply)}`)
    if (login.security !== 'none' && asksForTls(reply))
      return undetermined(`a login inside TLS is turned away for want of TLS: ${quoted(reply)}`)
    const told = loginClassOf(reply)
    return found({
      certainty: 'likely',
      ...(told === undefined ? {} : { owner: told.owner, insteadOfOwn: told.remedies }),
      summary: `The login as ${login.user} is refused (${securityInWords(login.security)}): ${command} gets ${quoted(reply)}. ${told?.sentence ?? hintOf(reply)}`,
      quote: said(reply),
      wouldProve: told?.wouldProve ?? ofNameAndPassword,
      fill: whose(seen),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, evidenceOf(cells)),
      ...(isAnonymousOnly(reply) ? { remedies: [asAnonymous(seen)] } : {}),
    })
  })
}

const ofNameAndPassword =
  "The same name and password in another client from here, and the line of the server's log for this login."

function asAnonymous({ target }: Seen): Remedy {
  return clientRemedy('ftps-doctor', 'Log in as everybody may', {
    config: `ftps-doctor check ${target.host} --anonymous`,
  })
}

export const finding: Finding = {
  id: 'login-refused',
  title: 'The login is refused',
  why: 'The server does not take this user and password. 530 has many meanings: a mistyped password, an account that is locked or expired, a password that has run out, an address that is not let in, a name that wants a domain before it, a limit of sessions. Where the reply says which, it is told.',
  proof:
    'A negative reply to the first PASS, with no other session of ours open; it is not tried twice, since accounts lock.',
  phase: 'login',
  severity: 'error',
  owner: ['client', 'server-configuration'],
  references: ['RFC 959 §5.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (67) Access denied: 530' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 530 Login incorrect.' },
    { client: 'lftp', text: 'Login failed: 530 Login incorrect.' },
    { client: 'FileZilla', text: 'Error: Critical error: Could not connect to server' },
    { client: '.NET', text: 'The remote server returned an error: (530) Not logged in.' },
    { client: 'PHP', text: 'ftp_login(): Login incorrect.' },
  ],
  covers: [
    'bad-credentials',
    'shell-or-pam-refusal',
    'password-charset-or-length',
    'anonymous-vs-tls-policy',
    'per-user-limit',
  ],
  explains: [],
  remedies: [
    clientRemedy(
      'any',
      'Check name and password, once: repeated tries may lock the account or ban the address.',
    ),
    clientRemedy('any', 'Try the longer forms of the name that hosters use: site\\user, user@domain.'),
    anyServerRemedy("Look for this login in the server's log: it says what the reply leaves out."),
    testedRemedy('vsftpd', 'Let local users in; the shell must be one of /etc/shells', {
      config: 'local_enable=YES',
    }),
    testedRemedy('ProFTPD', 'Do not ask for a shell', { config: 'RequireValidShell off' }),
    testedRemedy('ProFTPD', "Where the account's folder is missing (the reply does not say so)", {
      config: 'CreateHome on',
    }),
    testedRemedy('Pure-FTPd', 'Name the table of users, and build it anew: pure-pw mkdb', {
      config: 'PureDB /etc/pure-ftpd/pureftpd.pdb',
    }),
    testedRemedy('pyftpdlib', 'Add the account', {
      config: "authorizer.add_user('USER', 'PASSWORD', '/srv/ftp', perm='elradfmwMT')",
    }),
  ],
  judge,
}
