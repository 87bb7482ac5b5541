import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { clientRemedy } from './support/remedies.js'
import { count } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'work', ({ listing }, evidence) => {
    if (listing === undefined) return undetermined('no names were listed')
    const { system, escapedNames, isWhole } = listing
    if (system === undefined) return undetermined('the listing has no form that is known')
    if (system !== 'vms') return absent
    if (escapedNames === 0)
      return isWhole ? absent : undetermined('only the beginning of the listing was looked at')
    return found({
      certainty: 'certain',
      summary: `The server lists names as OpenVMS writes them: ${count(escapedNames, 'name')} with a circumflex before a dot or another character ("^."), and with a version behind a semicolon. A client that does not know that keeps files under these names.`,
      // By these the names come.
      cells: idsOf(seen.cells.filter(({ status }) => status === 'works')),
      evidence,
    })
  })
}

export const finding: Finding = {
  id: 'names-escaped',
  title: 'Names are escaped as OpenVMS has it',
  why: 'A disk of OpenVMS in the ODS-5 format keeps names with several dots and with blanks, and its FTP server shows all dots but the last behind a circumflex: Kermit.tar.gz is listed as Kermit^.tar.gz, with a version. Most clients take that for the name: a file arrives under it, and a script that asks for the real name may find none.',
  proof:
    'The listing has the form of VMS, a name with a version behind a semicolon, and in such a name a circumflex stands before another character. The names themselves are not kept.',
  phase: 'transfer',
  severity: 'info',
  owner: ['server-software'],
  references: ['https://www.kermitproject.org/ftpclient.html', 'RFC 959 §4.1.3'],
  symptoms: [{ client: 'C-Kermit', text: 'Kermit^.tar.gz' }],
  covers: [],
  explains: [],
  remedies: [
    clientRemedy('C-Kermit', 'Take the circumflex out of names as files arrive', {
      config: 'mget /rename-to:{\\freplace(\\v(filename),^.,.)} *',
    }),
    clientRemedy(
      'any',
      'Rename behind the transfer: take away the version, and each circumflex before a character.',
    ),
  ],
  judge,
}
