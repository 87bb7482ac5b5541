import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { whose } from './support/fill.js'
import { absent, found, undetermined } from './support/judgement.js'
import { listingClassOf } from './support/listing-classes.js'
import { judgeObserved } from './support/observed.js'
import { cellsRefusedAsFiles, isListing, isRefusedListing, saysEmpty } from './support/refused-listings.js'
import { anyServerRemedy, testedRemedy } from './support/remedies.js'
import { list, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'work', ({ tries }, evidence) => {
    const listings = tries.filter(isListing)
    if (listings.length === 0) return undetermined('no listing was tried')
    if (listings.some(({ status }) => status === 'works')) return absent
    const refused = listings.filter(isRefusedListing)
    const [first] = refused
    if (first === undefined) return undetermined('the listings ended for another reason')
    if (!refused.some(({ dataConnected }) => dataConnected)) {
      return undetermined('no data connection stood, which may be the reason')
    }
    if (refused.some(saysEmpty))
      return undetermined(`its words say that the folder is empty: ${quoted(first.reply)}`)
    const words = new Set(refused.map(({ command }) => command.split(' ')[0] ?? command))
    const otherWorks = tries.some(({ status }) => status === 'works')
    const cells = cellsRefusedAsFiles(seen)
    const told = listingClassOf(first.reply)
    return found({
      certainty: words.size > 1 ? 'certain' : 'likely',
      severity: otherWorks ? 'info' : 'error',
      ...(told === undefined ? {} : { owner: told.owner, insteadOfOwn: told.remedies }),
      summary: `Login and data connections work; the server refuses to list (${list([...words])}): ${quoted(first.reply)}.${told === undefined ? '' : ` ${told.sentence}`}`,
      quote: said(first.reply),
      ...(words.size > 1 ? {} : { wouldProve: 'The same refusal of MLSD and NLST.' }),
      fill: whose(seen),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

export const finding: Finding = {
  id: 'listing-refused',
  title: 'The server refuses to list the folder',
  why: 'Login and data connections work; this folder is not listed. Mostly the account may not: a drop box for uploads is sometimes meant so. A full disk and a folder that is missing end alike; where the reply speaks of them, it is told.',
  proof:
    'LIST, NLST and MLSD get the same refusal (450, 550, 552 and the like) in every mode, while the port for data takes connections.',
  phase: 'command',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.3', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
    { client: 'curl', text: 'curl: (9) Server denied you to change to the given directory' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 550 Permission denied.' },
  ],
  covers: ['list-args-taken-as-path'],
  explains: [],
  remedies: [
    anyServerRemedy('Let the account read the folder (and enter every folder above it).'),
    testedRemedy('vsftpd', 'Allow listings', { config: 'dirlist_enable=YES' }),
    testedRemedy('pyftpdlib', 'Give the account the right to list (l) and enter (e)', {
      config: "authorizer.user_table['USER']['perm'] = 'elr'",
    }),
  ],
  judge,
}
