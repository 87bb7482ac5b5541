import type { WorkTry } from '../../probes/work.js'
import type { SeenCell } from '../model/cell.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Reply } from '../model/reply.js'
import type { Seen } from '../model/seen.js'
import { refusedAt } from './support/cells.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { fileCodes } from './support/file-codes.js'
import { whose } from './support/fill.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, testedRemedy } from './support/remedies.js'
import { list, quoted, said } from './support/words.js'

type Refused = WorkTry & { readonly reply: Reply }

const listing = /^(?:LIST|NLST|MLSD)\b/i
const speaksOfProtection = /encrypt|PROT\b|TLS|SSL|protected/i

/** Said behind a 150, and not a byte came before it. */
function isRefusedWithoutData({ failure, bytes = 0 }: Pick<SeenCell, 'failure' | 'bytes'>): boolean {
  return failure === 'negative-final' && bytes === 0
}

function isRefusedListing(attempt: WorkTry): attempt is Refused {
  return (
    listing.test(attempt.command) &&
    (attempt.status === 'refused' || isRefusedWithoutData(attempt)) &&
    attempt.reply !== undefined &&
    fileCodes.includes(attempt.reply.code) &&
    !speaksOfProtection.test(attempt.reply.text)
  )
}

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'work', ({ tries }, evidence) => {
    const listings = tries.filter(({ command }) => listing.test(command))
    if (listings.length === 0) return undetermined('no listing was tried')
    if (listings.some(({ status }) => status === 'works')) return absent
    const refused = listings.filter(isRefusedListing)
    const [first] = refused
    if (first === undefined) return undetermined('the listings ended for another reason')
    if (!refused.some(({ dataConnected }) => dataConnected)) {
      return undetermined('no data connection stood, which may be the reason')
    }
    const words = new Set(refused.map(({ command }) => command.split(' ')[0] ?? command))
    const otherWorks = tries.some(({ status }) => status === 'works')
    const cells = seen.cells.filter(
      cell =>
        (refusedAt(cell, 'command') || isRefusedWithoutData(cell)) &&
        fileCodes.includes(cell.reply?.code ?? null),
    )
    return found({
      certainty: words.size > 1 ? 'certain' : 'likely',
      severity: otherWorks ? 'info' : 'error',
      summary: `Login and data connections work; the server refuses to list (${list([...words])}): ${quoted(first.reply)}.`,
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
  title: 'The server refuses to list the folder: a permission',
  why: 'Login and data connections work; this account may not list this folder. A drop box for uploads is sometimes meant so.',
  proof:
    'LIST, NLST and MLSD get the same 450 or 550 in every mode, while the port for data takes connections.',
  phase: 'command',
  severity: 'error',
  owner: ['server-configuration'],
  references: ['RFC 959 §4.1.3', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
    { client: 'curl', text: 'curl: (9) Server denied you to change to the given directory' },
    { client: 'Python ftplib', text: 'ftplib.error_perm: 550 Permission denied.' },
  ],
  covers: ['empty-dir-as-error', 'list-args-taken-as-path'],
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
