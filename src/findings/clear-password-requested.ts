import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { cellsOf, refusedAt, tlsMethods } from './support/cells.js'
import { evidenceOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { isOpen } from './support/ports.js'
import { clientRemedy, serverRemedy } from './support/remedies.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'auth', ({ entries }, evidence) => {
    const clear = cellsOf(seen, { security: ['none'] })
    const loggedIn = clear.some(cell => cell.status === 'works')
    if (!loggedIn && clear.some(cell => refusedAt(cell, 'login'))) return absent
    const asked = entries.none.status === 'open' && entries.none.reply?.code === 331
    if (!asked && !loggedIn) {
      return entries.none.status === 'refused' ? absent : undetermined('no login in clear was tried')
    }
    if (!tlsMethods.some(method => isOpen(seen, method))) {
      return undetermined('the server was not seen to offer TLS, which it would have to ask for first')
    }
    return found({
      certainty: loggedIn ? 'certain' : 'likely',
      summary: loggedIn
        ? 'A login in clear is taken although the server has TLS: a client that forgets TLS sends its password readable for all.'
        : 'A user name in clear gets 331, a request for the password, although the server has TLS.',
      ...(loggedIn ? {} : { wouldProve: 'A login in clear (--allow-clear-login): some refuse only then.' }),
      cells: [],
      evidence: joinEvidence(evidence, evidenceOf(clear)),
    })
  })
}

export const finding: Finding = {
  id: 'clear-password-requested',
  title: 'The server takes passwords in clear',
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
    serverRemedy('vsftpd', 'Refuse logins in clear', { config: 'force_local_logins_ssl=YES' }),
    serverRemedy('ProFTPD', 'Refuse logins in clear', { config: 'TLSRequired auth+data' }),
    serverRemedy('Pure-FTPd', 'Refuse logins in clear', { config: 'TLS 2' }),
    serverRemedy('pyftpdlib', 'Refuse logins in clear', { config: 'handler.tls_control_required = True' }),
    clientRemedy('curl', 'Never go on in clear', { config: '--ssl-reqd' }),
    clientRemedy('lftp', 'Never go on in clear', { config: 'set ftp:ssl-force yes' }),
  ],
  judge,
}
