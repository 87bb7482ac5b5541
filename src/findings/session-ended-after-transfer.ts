import type { AfterTransfer } from '../../probes/after-transfer.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { idsOf } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { judgeObserved } from './support/observed.js'
import { anyServerRemedy, clientRemedy } from './support/remedies.js'
import { count, duration } from './support/words.js'

/** Fewer could be chance. */
const enough = 3

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'after-transfer', (after, evidence) => {
    if (after.survived > 0) return absent
    if (after.ended < 2) return undetermined('no two transfers came to a good end')
    const isTold = after.reply !== undefined
    const isSure = isTold && after.ended >= enough && (after.answeredBefore ?? 0) > 0
    return found({
      certainty: isSure ? 'certain' : 'likely',
      owner: isTold ? finding.owner : [...finding.owner, 'network'],
      summary: summaryOf(after),
      ...(after.reply === undefined ? {} : { quote: after.reply }),
      wouldProve:
        "The server's log at the moment of the end; and the same on its own machine: ended there too = the server, not something between.",
      cells: idsOf(seen.cells.filter(({ status }) => status === 'works')),
      evidence,
    })
  })
}

function summaryOf({ ended, reply, answeredBefore = 0, endedWithin, stoodBefore }: AfterTransfer): string {
  const how = reply === undefined ? 'without a word' : `with "${reply}"`
  const when = endedWithin === undefined ? '' : `, at most ${duration(endedWithin)} later`
  const stood = stoodBefore === undefined ? '' : ` and stood up to ${duration(stoodBefore)}`
  const before =
    answeredBefore === 0
      ? ''
      : ` Before its transfer each session answered ${count(answeredBefore, 'command')} or more${stood}: it is the transfer that ends it.`
  return `Behind each of ${count(ended, 'good transfer')} the server ends the session ${how}${when}, and none went on.${before} Every transfer takes a login of its own.`
}

export const finding: Finding = {
  id: 'session-ended-after-transfer',
  title: 'The server ends the session behind every transfer',
  why: 'One transfer for each session works, and then the server hangs up. Clients that list and then fetch, or fetch several files, meet the end at the next command; those that log in again are slow, and soon look like an attack.',
  proof:
    'Transfers came to a good end, and behind every one of them the control connection was ended before another command was answered; commands before the transfer, on the same session, were.',
  phase: 'final',
  severity: 'warning',
  owner: ['server-configuration', 'server-software'],
  references: ['RFC 959 §2.3', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'Python ftplib', text: 'EOFError' },
    {
      client: 'Python ftplib',
      text: 'ftplib.error_temp: 421 Service not available, closing control connection',
    },
    { client: 'FileZilla', text: 'Error: Connection closed by server' },
    { client: 'basic-ftp', text: 'Server sent FIN packet unexpectedly, closing connection.' },
  ],
  covers: [],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Read the server's log for the moment of the end: a process that crashes behind the transfer, a limit of one transfer for a session, or of its time.",
    ),
    clientRemedy(
      'any',
      'Log in anew for each transfer, one at a time, with a pause where a ban is to be feared.',
    ),
    clientRemedy('lftp', 'Let it connect again by itself, one session at a time', {
      config: 'set net:connection-limit 1\nset net:reconnect-interval-base 1',
    }),
  ],
  judge,
}
