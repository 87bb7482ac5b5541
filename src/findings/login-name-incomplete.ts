import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { cellsWithoutLogin, refusalOf } from './support/login-replies.js'
import { asksForLongerName, isLongName } from './support/name-forms.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { quoted, said } from './support/words.js'

/** Microsoft's host names for the FTP of Azure App Service, where the name is the site's, a backslash and the user's. */
const azure = /\.ftp\.azurewebsites\.windows\.net$/i

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'login', (login, evidence) => {
    if (login.accepted) return absent
    const refusal = refusalOf(login)
    if (refusal === undefined) return undetermined('the login ended without a refusal')
    if (isLongName(login.user)) return absent
    // IIS says it at USER already, with 331.
    const asking = login.replies.find(({ reply }) => asksForLongerName(reply))
    const isAzure = azure.test(seen.target.host)
    if (asking === undefined && !isAzure) return absent
    const { command, reply } = asking ?? refusal
    const cells = cellsWithoutLogin(seen, login)
    const why = asking
      ? 'the reply asks for a longer name than'
      : 'at Azure App Service a name has its site before it, unlike'
    return found({
      certainty: 'likely',
      summary: `The login is refused, and ${why} "${login.user}": ${command} gets ${quoted(reply)}.`,
      quote: said(reply),
      wouldProve: 'The same login with the longer name.',
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, evidenceOf(cells)),
    })
  })
}

export const finding: Finding = {
  id: 'login-name-incomplete',
  title: 'The server wants a longer user name',
  why: 'One server holds the accounts of many sites, and tells them apart by the name: a site or domain before it (site\\user), a domain behind it (user@domain), or, with virtual host names of IIS, the host and a bar (host|user). The short name is nobody there, and gets the refusal of a wrong password.',
  proof:
    'The refusal itself asks for it in words, or the product is known for it (Azure App Service), and the name that was given has none of the longer forms.',
  phase: 'login',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 959 §4.1.1', 'RFC 7151'],
  symptoms: [
    { client: 'curl', text: 'curl: (67) Access denied: 530' },
    { client: 'any', text: '530 Valid hostname is expected.' },
    { client: 'any', text: '530 User cannot log in.' },
  ],
  covers: ['login-name-needs-realm'],
  explains: ['login-refused'],
  remedies: [
    clientRemedy('any', 'IIS with virtual host names: the host, a bar and the name', {
      config: 'HOST|USER',
    }),
    clientRemedy('any', 'Azure App Service: the name of the site, a backslash and the name', {
      config: 'SITE\\USER',
    }),
    clientRemedy('any', 'Hosters (cPanel, Plesk, Pure-FTPd with virtual accounts): the name and its domain', {
      config: 'USER@DOMAIN',
    }),
    clientRemedy('any', 'Quote it: shells and YAML take \\, | and $ out of a name.'),
    anyServerRemedy(
      'IIS: a site without a host name in its binding takes the short name; HOST (RFC 7151) tells the site as well.',
    ),
  ],
  judge,
}
