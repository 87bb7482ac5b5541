import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { clientRemedy, testedRemedy } from './support/remedies.js'
import { quoted } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'work', ({ command, bytes, tries }, evidence) => {
    const attempt = tries.find(({ command: tried, status }) => tried === command && status === 'works')
    const size = bytes ?? attempt?.bytes
    if (attempt === undefined || size === undefined) return undetermined('nothing could be listed')
    if (size > 0) return absent
    if (attempt.reply !== undefined && /fail|denied|cannot|can't|not permitted/i.test(attempt.reply.text))
      return undetermined(`the server said ${quoted(attempt.reply)} to a listing without a byte`)
    return found({
      certainty: 'certain',
      summary: `${command} works and brings nothing: the folder is empty, or the account may see nothing in it. How data travels cannot be told from no data.`,
      // They came through, and none of them brought a byte.
      cells: idsOf(seen.cells.filter(({ status, bytes: brought }) => status === 'works' && brought === 0)),
      evidence,
    })
  })
}

export const finding: Finding = {
  id: 'listing-empty',
  title: 'The folder is empty',
  why: 'All works, and there is nothing to see: the folder is empty, or what is in it is hidden from this account.',
  proof: 'The listing ends with a 2yz and no byte.',
  phase: 'transfer',
  severity: 'info',
  owner: ['nobody'],
  references: ['RFC 959 §4.1.3'],
  symptoms: [
    { client: 'FileZilla', text: 'Status: Directory listing of "/" successful (and nothing is shown)' },
  ],
  covers: ['hidden-files-missing'],
  explains: [],
  remedies: [
    testedRemedy('ProFTPD', 'Take away a limit: it answers with nothing instead of a refusal', {
      config: '<Limit LIST NLST MLSD>\n  AllowAll\n</Limit>',
    }),
    clientRemedy('ftps-doctor', 'Look at a folder with something in it, or at a file', {
      config: '--path DIRECTORY or --file NAME',
    }),
  ],
  judge,
}
