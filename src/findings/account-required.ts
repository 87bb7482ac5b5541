import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cellsWithoutLogin } from './support/login-replies.js'
import { judgeObserved } from './support/observed.js'
import { clientRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'login', (login, evidence) => {
    const asking = login.replies.find(({ reply }) => reply.code === 332)
    if (login.accepted) return absent
    if (asking === undefined) return undetermined('the login came to nothing before an account was asked for')
    const cells = cellsWithoutLogin(seen, login)
    return found({
      certainty: 'certain',
      summary: `Besides name and password the server wants an account name (ACCT): ${quoted(asking.reply)}.`,
      quote: said(asking.reply),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, evidenceOf(cells)),
    })
  })
}

export const finding: Finding = {
  id: 'account-required',
  title: 'The server wants an account name as well (ACCT)',
  why: 'RFC 959 knows a third word besides user and password: an account. Few clients ask for it, so the login stops at 332.',
  proof: '332 to USER or PASS.',
  phase: 'login',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 959 §4.1.1'],
  symptoms: [
    { client: 'curl', text: 'curl: (11) ACCT rejected by server' },
    { client: 'Python ftplib', text: 'ftplib.error_reply: 332 Need account for login.' },
  ],
  covers: ['acct-wanted'],
  explains: ['login-refused'],
  remedies: [
    clientRemedy('curl', 'Give the account', { config: '--ftp-account ACCOUNT' }),
    clientRemedy('lftp', 'Give the account', { config: 'set ftp:acct ACCOUNT' }),
  ],
  judge,
}
