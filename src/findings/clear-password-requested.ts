import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, passed, refusedAt, tlsMethods } from './support/cells.js'
import { aboutTheName, clearUser, type ClearUser } from './support/clear-user.js'
import { evidenceOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { evidenceOfProbe, judgeObserved, valueOf } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  const clear = cellsOf(seen, { security: ['none'] })
  const loggedIn = clear.some(cell => passed(cell, 'login'))
  if (!loggedIn && clear.some(cell => refusedAt(cell, 'login'))) return absent
  const user = clearUser(seen)
  if (!loggedIn && user?.is !== 'asked') return notAsked(seen, user)
  if (!tlsMethods.some(method => isOpen(seen, method)))
    return undetermined('the server was not seen to offer TLS, which it would have to ask for first')
  return found({
    certainty: 'certain',
    summary: loggedIn
      ? 'A login in clear is taken although the server has TLS: a client that forgets TLS sends its password readable for all.'
      : `In clear, too, the server asks for a password (${quoted(user?.reply)} to a made-up name). None was sent.`,
    ...(user?.is === 'asked' ? { quote: said(user.reply) } : {}),
    cells: [],
    evidence: joinEvidence(evidenceOf(clear), evidenceOfProbe(seen, 'clear-login')),
  })
}

/** An entry that was closed before USER is an answer too: nobody is asked for anything there. */
function notAsked(seen: Seen, user: ClearUser | undefined): Judgement {
  if (user === undefined)
    return valueOf(seen, 'auth')?.entries.none.status === 'refused'
      ? absent
      : judgeObserved(seen, 'clear-login', () => undetermined('USER in clear got no reply that tells'))
  if (user.is === 'let-in') return undetermined('a made-up name is let in without a password')
  return user.is === 'refused' && user.inside === 'refused' ? aboutTheName : absent
}

export const finding: Finding = {
  id: 'clear-password-requested',
  title: 'The server asks for passwords in clear',
  why: 'The server offers TLS and takes passwords without it as well: a client that is set up wrongly, or is tricked into it, sends its password in clear, and nobody notices.',
  proof: 'In clear, USER with a made-up name gets 331: the server asks for the password there. None is sent.',
  phase: 'login',
  severity: 'warning',
  owner: ['server-configuration'],
  references: ['RFC 4217 §15', 'RFC 2577 §5'],
  symptoms: [{ client: 'any', text: '(nothing: it works, and the password can be read on the way)' }],
  covers: ['opportunistic-downgrade'],
  explains: [],
  remedies: [
    testedRemedy('vsftpd', 'Refuse logins in clear', { config: 'force_local_logins_ssl=YES' }),
    testedRemedy('ProFTPD', 'Refuse logins in clear', { config: 'TLSRequired auth+data' }),
    testedRemedy('Pure-FTPd', 'Refuse logins in clear', { config: 'TLS 2' }),
    testedRemedy('pyftpdlib', 'Refuse logins in clear', { config: 'handler.tls_control_required = True' }),
    clientRemedy('curl', 'Never go on in clear', { config: '--ssl-reqd' }),
    clientRemedy('lftp', 'Never go on in clear', { config: 'set ftp:ssl-force yes' }),
  ],
  judge,
}
