import type { Matrix, TurnedAway } from '../../probes/matrix.js'
import type { Finding, Judgement } from '../model/finding.js'
import type { Seen } from '../model/seen.js'
import { isBad, ordinaryWays, passed } from './support/cells.js'
import { isAtTheDoor } from './support/door.js'
import { evidenceOf, idsOf, joinEvidence } from './support/evidence.js'
import { absent, found, undetermined } from './support/judgement.js'
import { limitedInWords, limitedSetUps } from './support/limited-ports.js'
import { judgeObserved, valueOf } from './support/observed.js'
import { itWasTheProxy } from './support/proxy.js'
import { anyServerRemedy, clientRemedy, networkRemedy, serverRemedy } from './support/remedies.js'
import { cellsBehindSetUps } from './support/set-ups.js'
import { count, duration, quoted, said, wayInWords } from './support/words.js'

function judge(seen: Seen): Judgement {
  return judgeObserved(seen, 'matrix', ({ turnedAway, lastLook }, evidence) => {
    if (lastLook?.works === true) return absent
    // Reports of earlier versions say neither whether anybody was let in nor where the last look ended.
    if (turnedAway === undefined && lastLook?.works === false && lastLook.step === undefined)
      return undetermined('what had worked first failed at the end, and the report does not say where')
    if (turnedAway === undefined)
      return seen.cells.some(cell => passed(cell, 'login'))
        ? absent
        : undetermined('nobody was logged in, so few connections were made')
    if (turnedAway.failure === 'not-through-proxy') return undetermined(itWasTheProxy)
    // Nobody was ever let in: what turns away the first one is no matter of later ones.
    if (turnedAway.letIn === 0) return undetermined('nobody was ever let in')
    const cells = seen.cells.filter(cell => isBad(cell) && isAtTheDoor(seen, cell, turnedAway))
    const letInBefore = valueOf(seen, 'login')?.security
    const isProved =
      lastLook?.works === false ||
      cells.some(({ security, step }) => step !== 'login' || security === letInBefore)
    if (!isProved) return undetermined('no method was turned away that had been let in before')
    const limited = limitedSetUps(seen)
    const all = [...cells, ...cellsBehindSetUps(seen, limited, ['data-connect', 'command'])]
    const isStopped = !ordinaryWays(seen).some(({ status }) => status === 'works')
    return found({
      certainty: 'likely',
      severity: isStopped ? 'error' : 'warning',
      owner: turnedAway.reply === undefined ? finding.owner : ['server-configuration'],
      summary: summaryOf(turnedAway, lastLook) + limitedInWords(limited),
      ...(turnedAway.reply === undefined ? {} : { quote: said(turnedAway.reply) }),
      wouldProve:
        'Run it again later with --concurrency 1, and at once from another address: let in there = a limit or a ban for this address; nowhere = the server itself went down, or it is full.',
      cells: idsOf(all),
      evidence: joinEvidence(evidence, evidenceOf(all)),
    })
  })
}

const inWords: Readonly<Record<string, string>> = {
  timeout: 'is not answered',
  'early-end': 'is closed without a word',
  'connection-reset': 'is reset without a word',
  'connection-refused': 'is refused by the port',
  unreachable: 'is reported unreachable',
}

function summaryOf({ letIn, seconds, tries, reply, failure }: TurnedAway, last: Matrix['lastLook']): string {
  const how = reply === undefined ? (inWords[failure ?? ''] ?? 'fails') : `is told ${quoted(reply)}`
  const again =
    last === undefined
      ? ''
      : ` The way that had worked first (${wayInWords(last.cell)}) was turned away at the end, too.`
  const later = tries === 1 ? '' : `, and so was every later one (${tries} tries in all), also alone`
  return `After ${count(letIn, 'connection')} in ${duration(seconds)} the next one ${how}${later}.${again}`
}

export const finding: Finding = {
  id: 'later-connections-refused',
  title: 'After some connections the server lets nobody in any more',
  why: 'Something counts connections or logins in a while and then turns this address away for some time: a rate limit, a ban (fail2ban, an automatic block), or protection against floods. Clients that open a connection for each file meet it in daily work; a check that opens many meets it by its looks.',
  proof:
    'Connections were let in; from one on none was, by any method, alone and after a pause, and what had worked first no longer did. A limit on sessions at one time (session-limit-reached) lets somebody in again when the others are gone. A server that went down meanwhile, or that others have filled, looks the same.',
  phase: 'connect',
  severity: 'warning',
  owner: ['server-configuration', 'network'],
  references: ['RFC 959 §4.2.2', 'RFC 959 §5.4'],
  symptoms: [
    { client: 'rclone', text: '421 Too many connections' },
    { client: 'FileZilla', text: 'Error: Connection closed by server' },
    { client: 'curl', text: 'curl: (56) response reading failed' },
  ],
  covers: ['login-rate-limit', 'anti-flood-by-diagnostics', 'banned-source-address'],
  explains: [],
  remedies: [
    anyServerRemedy(
      "Look for a ban of the client's address in the logs at this time, lift it, and exempt the addresses of known clients.",
    ),
    serverRemedy('ProFTPD', 'Allow more connections in a while', { config: 'MaxConnectionRate 20' }),
    networkRemedy(
      'Look for a rule that counts new connections to the port (hashlimit, recent, a flood protection), and raise it.',
    ),
    clientRemedy('rclone', 'Open fewer connections, and pace them', { config: '--transfers 1 --tpslimit 1' }),
    clientRemedy('lftp', 'Use one connection', { config: 'set net:connection-limit 1' }),
    clientRemedy('any', 'Keep one connection for many files, and wait longer between attempts.'),
  ],
  judge,
}
