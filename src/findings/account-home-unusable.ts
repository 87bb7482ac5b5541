import type { Login } from '../../probes/login.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import type { Span } from '../model/transcript.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cellsWithoutLogin, homeMissedIn, namesTheHome, refusalOf } from './support/login-replies.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, serverRemedy, testedRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'login', (login, evidence) => {
    if (login.accepted) return ofALogin(login, evidence)
    const refusal = refusalOf(login)
    if (refusal === undefined) return undetermined('the login ended without a refusal')
    if (refusal.command !== 'PASS' || !namesTheHome(refusal.reply)) return absent
    const cells = cellsWithoutLogin(seen, login)
    const isOops = /OOPS|cannot change directory|home directory inaccessible/i.test(refusal.reply.text)
    return found({
      certainty: isOops ? 'certain' : 'likely',
      summary: `The password was taken, and then the account's folder stopped the login: ${quoted(refusal.reply)}.`,
      quote: said(refusal.reply),
      ...(isOops ? {} : { wouldProve: "The server's own log for this login." }),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, evidenceOf(cells)),
    })
  })
}

/** Let in all the same: who then looks for files, or stores them, does so in another folder. */
function ofALogin({ replies }: Login, evidence: readonly Span[]): Judgement {
  const missed = replies.map(({ reply }) => homeMissedIn(reply)).find(one => one !== undefined)
  if (missed === undefined) return absent
  const { line, isPlain } = missed
  return found({
    certainty: isPlain ? 'certain' : 'likely',
    severity: 'warning',
    summary: `The login is taken, and the account's folder is missing or closed to it: "${line.trim()}" Files are then looked for, and stored, elsewhere.`,
    quote: line.trim(),
    ...(isPlain ? {} : { wouldProve: 'PWD behind the login: it names another folder than the account has.' }),
    cells: [],
    evidence,
  })
}

export const finding: Finding = {
  id: 'account-home-unusable',
  title: "The account's folder cannot be used",
  why: 'The password was right, and then the server could not enter the folder of the account: it is missing, not readable for that user, or, where users are locked into it (chroot), writable at its root, which vsftpd refuses for safety. Some servers let the user in all the same, into the root folder.',
  proof:
    'A negative reply behind a right password that names the home or root, or a positive one that says that the home is missing.',
  phase: 'login',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §5.4'],
  symptoms: [
    { client: 'curl', text: 'curl: (67) Access denied: 500' },
    { client: 'FileZilla', text: '500 OOPS: vsftpd: refusing to run with writable root inside chroot()' },
    { client: 'FileZilla', text: '530 User cannot log in, home directory inaccessible.' },
    { client: 'any', text: '230-No directory! Logging in with home=/' },
    { client: 'any', text: "530 User edi: can't change directory to /home/edi." },
    { client: 'any', text: '500 OOPS: cannot change directory:/home/edi' },
  ],
  covers: ['home-inaccessible', 'chroot-writable-root', 'home-missing-500'],
  explains: ['login-refused', 'clear-text-inside-tls'],
  remedies: [
    anyServerRemedy('Make the folder, and let the account enter it.'),
    serverRemedy('vsftpd', 'Make the root folder unwritable and give a folder below it to write in', {
      config: 'chmod a-w /srv/ftp/user && mkdir /srv/ftp/user/files',
    }),
    testedRemedy('vsftpd', 'Allow a writable root', {
      config: 'allow_writeable_chroot=YES',
      lowersSecurity: true,
    }),
    serverRemedy('ProFTPD', 'Make missing folders at login', { config: 'CreateHome on' }),
    testedRemedy('Pure-FTPd', 'Make missing folders at login', { config: 'CreateHomeDir yes' }),
  ],
  judge,
}
