import type { WorkTry } from '../../probes/work.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { cellsRefusedAsFiles, isListing, isRefusedListing, saysEmpty } from './support/refused-listings.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { list, quoted, said } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'work', ({ tries }, evidence) => {
    const refused = tries.filter(isRefusedListing).filter(saysEmpty)
    const [first] = refused
    if (first === undefined) return tries.some(isListing) ? absent : undetermined('no listing was tried')
    const listed = tries.filter(attempt => isListing(attempt) && attempt.status === 'works')
    const ofIt = listed.find(attempt => folderOf(attempt) === folderOf(first))
    if ((ofIt?.bytes ?? 0) > 0)
      return undetermined(`${ofIt?.command ?? ''} of the same folder brings something`)
    const cells = cellsRefusedAsFiles(seen)
    const other = listed[0]
    return found({
      certainty: other === undefined ? 'likely' : 'certain',
      summary: `Login and data connections work; the server refuses to list a folder without files (${list(refused.map(verbOf))}): ${quoted(first.reply)}.${other === undefined ? '' : ` ${other.command} is answered.`}`,
      quote: said(first.reply),
      ...(other === undefined
        ? { wouldProve: 'The same listing with a file in the folder, or of another folder (--path).' }
        : {}),
      cells: idsOf(cells),
      evidence: joinEvidence(evidence, ...cells.map(cell => cell.evidence)),
    })
  })
}

function verbOf({ command }: WorkTry): string {
  return command.replace(/ .*/, '')
}

function folderOf({ command }: WorkTry): string {
  return command.replace(/^\S+ ?/, '')
}

export const finding: Finding = {
  id: 'empty-folder-refused',
  title: 'A listing of an empty folder is refused',
  why: 'Nothing is in the folder, and the server says that with the code of an error instead of a listing without lines. Clients take it for a folder that is missing or forbidden, and jobs stop.',
  proof:
    '450 or 550 in words that say that there are no files, and another folder, or another command for this one, is listed.',
  phase: 'command',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 959 §4.1.3', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'Python ftplib', text: 'ftplib.error_perm: 550 No files found.' },
    { client: 'Python ftplib', text: 'ftplib.error_temp: 450 No files found' },
    { client: 'FileZilla', text: 'Error: Failed to retrieve directory listing' },
  ],
  covers: ['empty-dir-as-error'],
  explains: [],
  remedies: [
    clientRemedy('ftps-doctor', 'Look at a folder with something in it', {
      config: '--path DIRECTORY or --file NAME',
    }),
    clientRemedy(
      'any',
      'Where CWD into the folder went well, take this reply to a listing for an empty one.',
    ),
    anyServerRemedy('Answer with an empty listing and 226; a newer version of the server may.'),
    anyServerRemedy('Keep a file in the folder.'),
  ],
  judge,
}
