import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { ordinaryWays } from './support/cells.js'
import { idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { securityInWords } from './support/words.js'

/** No quote, and no place in the reply: where the password stood, and how long it was, is nobody's business. */
function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'login', ({ replies, echoed, security }, evidence) => {
    if (!replies.some(({ command }) => command === 'PASS'))
      return undetermined('no password was sent that a reply could repeat')
    if (echoed === undefined)
      return undetermined('nothing tells whether the reply to PASS repeats the password')
    if (!echoed) return absent
    return found({
      certainty: 'certain',
      summary: `The reply to PASS (${securityInWords(security)}) repeats the password that was sent: whatever keeps or shows replies, such as the log of a client, now has it. It is cut out of this report.`,
      cells: idsOf(ordinaryWays(seen).filter(({ status }) => status === 'works')),
      evidence,
    })
  })
}

export const finding: Finding = {
  id: 'password-echoed',
  title: 'The server repeats the password in a reply',
  why: 'Replies are no secret to those who run a client: they stand in its log, in the mail about a job that failed, in a ticket with the transcript. A server, login script or gateway that prints what it was given puts the password there.',
  proof:
    'The reply to PASS holds the password, in any spelling that is cut out of reports; no reply held it before it was sent. A password that is short, a mere word or number, or part of the user name may stand there by chance, and accuses nobody.',
  phase: 'login',
  severity: 'warning',
  owner: ['server-software'],
  references: ['RFC 959 §5.4', 'RFC 2577 §5'],
  symptoms: [
    { client: 'any', text: '(nothing: it works, and the password stands in the log of the client)' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      'Take what repeats the password out of the server: a welcome text with variables, a login script, a module or gateway that prints what it was given.',
    ),
    clientRemedy(
      'any',
      'Change the password once the server is mended, and delete the logs that hold it: other clients do not cut it out.',
    ),
  ],
  judge,
}
